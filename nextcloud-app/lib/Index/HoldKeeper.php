<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCP\AppFramework\Db\TTransactional;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IDBConnection;
use Sprechstunde\Core\HoldGuard;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** Gives a free slot to one form at a time, under the lock that bookings take as well. */
final class HoldKeeper {
	use TTransactional;

	public function __construct(
		private IDBConnection $db,
		private CalendarIds $ids,
		private CalendarLock $lock,
		private Holds $holds,
		private SlotCheck $slots,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param mixed $request decoded JSON, as the contract's schema holdRequest
	 * @return array{token: string, expires: string, seconds: int} `expires` UTC, ISO 8601; `seconds` until then, for whose clock is wrong
	 * @throws IssuesException
	 */
	public function hold(mixed $request, Practice $practice): array {
		$now = $this->time->getTime();
		$hold = HoldGuard::judge($request, $practice, $now);
		$calendarId = $this->ids->of($hold->calendar) ?? throw new IssuesException([new Issue('CALENDAR_UNKNOWN', 'calendar')]);
		$token = $hold->token ?? rtrim(strtr(base64_encode(random_bytes(16)), '+/', '-_'), '=');
		$digest = Holds::digest($token);
		$this->atomic(function () use ($practice, $calendarId, $hold, $digest, $now): void {
			$this->lock->acquireForHold($calendarId);
			$this->holds->purge($now);
			HoldGuard::checkNumber($this->holds->countOf($hold->client, $now, $digest));
			$this->slots->pass($practice, $hold->calendar, $calendarId, $hold->type, $hold->time, $digest);
			$this->holds->put($digest, $calendarId, $hold);
		}, $this->db);
		return ['token' => $token, 'expires' => Interval::iso($hold->expires), 'seconds' => $hold->expires - $now];
	}

	/** Any token will do: one that holds nothing has nothing to release. */
	public function release(string $token): void {
		$this->holds->release(Holds::digest($token));
	}
}
