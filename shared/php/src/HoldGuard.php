<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Judges a request to hold a slot by the rules of a booking: shape, calendar and type, time. */
final class HoldGuard {
	/**
	 * @param mixed $request decoded JSON (associative), as the contract's schema holdRequest
	 * @param int $now epoch seconds
	 * @throws IssuesException
	 */
	public static function judge(mixed $request, Practice $practice, int $now): Hold {
		$shape = self::shapeIssues($request);
		if ($shape !== []) {
			throw new IssuesException($shape);
		}
		/** @var array{calendar: string, type: string, start: string, end: string, client: string, token?: string, seconds?: int} $request */
		$calendar = $practice->calendar($request['calendar']) ?? throw self::because('CALENDAR_UNKNOWN', 'calendar');
		$type = $practice->type($request['type']);
		if ($type === null || !$type->online) {
			throw self::because('TYPE_UNKNOWN', 'type');
		}
		if (!$calendar->offers($type->code)) {
			throw self::because('TYPE_NOT_OFFERED', 'type');
		}
		$start = self::instant($request['start']) ?? throw self::because('TIME_INVALID', 'start');
		$time = new Interval($start, self::instant($request['end']) ?? 0);
		if ($time->isEmpty()) {
			throw self::because('TIME_INVALID', 'end');
		}
		$unfit = BookingTime::issues($time, $type, $calendar, $practice, $now);
		if ($unfit !== []) {
			throw new IssuesException($unfit);
		}
		$longest = 60 * $practice->booking->holdMinutes;
		return new Hold($calendar, $type, $time, $type->blocked($time), $now + min($request['seconds'] ?? $longest, $longest), $request['client'], $request['token'] ?? null);
	}

	/** @return list<Issue> as of a booking request */
	public static function shapeIssues(mixed $request): array {
		return BookingRequest::shapeIssues($request, 'holdRequest');
	}

	/**
	 * @param int $held how many slots the client holds already, that of the same token not counted
	 * @throws IssuesException HOLD_LIMIT_REACHED
	 */
	public static function checkNumber(int $held): void {
		$max = Contract::load()->limits()['holdsPerClient'];
		if ($held >= $max) {
			throw new IssuesException([new Issue('HOLD_LIMIT_REACHED', null, ['max' => $max])]);
		}
	}

	/** Null for a day or hour that there is not. */
	private static function instant(string $text): ?int {
		$time = \DateTimeImmutable::createFromFormat('!Y-m-d\TH:i:s\Z', $text, new \DateTimeZone('UTC'));
		return $time !== false && Interval::iso($time->getTimestamp()) === $text ? $time->getTimestamp() : null;
	}

	private static function because(string $code, string $path): IssuesException {
		return new IssuesException([new Issue($code, $path)]);
	}
}
