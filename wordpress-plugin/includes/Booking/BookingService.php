<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Booking;

use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\JcalWriter;
use Sprechstunde\WordPress\Relay\CalDavClient;
use Sprechstunde\WordPress\Relay\ServerFailure;
use Sprechstunde\WordPress\Security\Attempt;
use Sprechstunde\WordPress\Security\RequestStore;

/** Carries a booking request into the practice's calendar, once. */
final class BookingService {
	public function __construct(
		private readonly Directory $directory,
		private readonly RequestStore $requests,
		private readonly ?CalDavClient $calendars,
	) {
	}

	/**
	 * @param array<string, mixed> $request as RequestReader accepted it
	 * @param int $now epoch seconds
	 * @return array<string, mixed> uid, calendar, appointmentType, start, end, status (TENTATIVE or CONFIRMED)
	 * @throws IssuesException what is wrong with it; CALENDAR_UNREACHABLE (not booked), BOOKING_UNCERTAIN (nobody knows; a retry is safe)
	 */
	public function book(array $request, int $now): array {
		if ($this->calendars === null) {
			throw $this->directory->unavailable('NOT_CONFIGURED');
		}
		$attempt = $this->requests->begin((string)$request['idempotencyKey'], RequestReader::canonical($request), $now);
		if ($attempt->answer !== null) {
			return $attempt->answer;
		}
		try {
			$answer = $this->store($request, $attempt, $this->calendars, $now);
		} catch (ServerFailure $failure) {
			Log::failure($failure);
			$uncertain = $failure->uncertain || $attempt->resumed;
			$uncertain ? $this->requests->release($attempt) : $this->requests->forget($attempt);
			throw $this->directory->unavailable($uncertain ? 'BOOKING_UNCERTAIN' : 'CALENDAR_UNREACHABLE');
		} catch (IssuesException $refusal) {
			$this->requests->forget($attempt);
			if (in_array($refusal->issues[0]->code, ['SLOT_TAKEN', 'DAILY_MAXIMUM_REACHED'], true)) {
				$this->directory->freeChanged();
			}
			throw $refusal;
		} catch (\Throwable $other) {
			$this->requests->release($attempt);
			throw $other;
		}
		$this->requests->finish($attempt, $answer);
		$this->directory->freeChanged();
		return $answer;
	}

	/**
	 * @param array<string, mixed> $request
	 * @return array<string, mixed>
	 */
	private function store(array $request, Attempt $attempt, CalDavClient $calendars, int $now): array {
		// what an earlier try stored stands, whatever is refused by now
		$catalog = $attempt->resumed ? $this->directory->catalog() : CatalogCheck::pass($request, $this->directory, $now);
		$calendar = (string)$request['calendar'];
		$booking = self::booking($request, $catalog, $attempt);
		$status = $attempt->resumed ? $calendars->status($calendar, $booking['uid']) : null;
		if ($status === null) {
			if ($attempt->resumed) {
				$catalog = CatalogCheck::pass($request, $this->directory, $now);
				$booking = self::booking($request, $catalog, $attempt);
			}
			$status = $calendars->store($calendar, $booking['uid'], $booking['jcal'], is_string($request['hold'] ?? null) ? $request['hold'] : '');
		}
		$type = CatalogCheck::type($catalog, (string)$request['appointmentType']);
		$start = (int)strtotime((string)$request['start']);
		return [
			'uid' => $booking['uid'],
			'calendar' => $calendar,
			'appointmentType' => (string)$request['appointmentType'],
			'start' => gmdate('Y-m-d\TH:i:s\Z', $start),
			'end' => gmdate('Y-m-d\TH:i:s\Z', $start + 60 * (int)($type['durationMinutes'] ?? 0)),
			'status' => $status === 'CONFIRMED' ? 'CONFIRMED' : 'TENTATIVE',
		];
	}

	/**
	 * @param array<string, mixed> $request
	 * @param array<string, mixed> $catalog
	 * @return array{uid: string, jcal: array<mixed>}
	 */
	private static function booking(array $request, array $catalog, Attempt $attempt): array {
		$requestedAt = (new \DateTimeImmutable('@' . $attempt->requestedAt))->setTimezone(new \DateTimeZone('UTC'));
		return JcalWriter::booking($request, $catalog, $requestedAt, $attempt->randomBytes);
	}
}
