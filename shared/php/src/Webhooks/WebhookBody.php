<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Webhooks;

use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Interval;

/** What a webhook says: which appointment, when, and what has happened; never whom it is about. */
final class WebhookBody {
	private const JSON = JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_LINE_TERMINATORS | JSON_INVALID_UTF8_SUBSTITUTE;

	/**
	 * @param array{id: string, kind: string, at: int, uid: string, calendar: string, uri: string, etag: string, status: string, start: int, end: int, previous: array{calendar: string, start: int, end: int}|null} $event instants in epoch seconds
	 * @return string JSON; the same event always gives the same bytes
	 */
	public static function of(array $event): string {
		$span = static fn (int $start, int $end): array => ['start' => Interval::iso($start), 'end' => Interval::iso($end)];
		$previous = $event['previous'];
		return json_encode([
			'id' => $event['id'],
			'type' => "appointment.{$event['kind']}",
			'at' => Interval::iso($event['at']),
			'uid' => $event['uid'],
			'calendar' => $event['calendar'],
			'href' => Contract::load()->addresses()['prefix'] . '/calendars/' . rawurlencode($event['calendar']) . '/' . rawurlencode($event['uri']),
			'etag' => $event['etag'] === '' ? null : $event['etag'],
			'status' => $event['status'],
			...$span($event['start'], $event['end']),
			...($previous === null ? [] : ['previous' => ['calendar' => $previous['calendar'], ...$span($previous['start'], $previous['end'])]]),
		], self::JSON);
	}

	/** About nothing: to see whether somebody listens. */
	public static function ping(string $id, int $now): string {
		return json_encode(['id' => $id, 'type' => 'ping', 'at' => Interval::iso($now)], self::JSON);
	}
}
