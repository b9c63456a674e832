<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCP\AppFramework\Utility\ITimeFactory;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;

/** Approves a request where no calendar program is at hand (a notification): under the lock, by the guard, and only what the approver has seen. */
final class Approval {
	public function __construct(
		private CalendarIds $calendars,
		private CalendarLock $lock,
		private WritePass $pass,
		private Objects $objects,
		private CalDavBackend $backend,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param string $etag of what the approver was shown, with its quotes
	 * @throws IssuesException NOT_FOUND, STALE, or what the guard has against it; nothing is changed then
	 */
	public function run(int $objectId, string $etag, Writer $writer, Practice $practice): void {
		$known = $this->objects->byIds([$objectId])[$objectId] ?? null;
		$config = $known === null ? null : $this->calendars->all()[$known['calendarId']] ?? null;
		if ($known === null || $config === null || $known['deleted']) {
			throw new IssuesException([new Issue('NOT_FOUND', 'id')]);
		}
		$this->lock->alone([$known['calendarId']], function () use ($objectId, $etag, $writer, $practice, $known, $config): void {
			$current = $this->objects->byIds([$objectId])[$objectId] ?? null;
			if ($current === null || $current['deleted'] || $current['calendarId'] !== $known['calendarId'] || $current['etag'] !== $etag) {
				throw new IssuesException([new Issue('STALE')]);
			}
			$previous = Objects::parse($current['data']) ?? throw new IssuesException([new Issue('OBJECT_MALFORMED')]);
			$approved = self::approved($previous, $config->id, $current['uri'], $writer->role, $practice, $this->time->now());
			$this->pass->during($writer, fn () => $this->backend->updateCalendarObject($current['calendarId'], $current['uri'], $approved->serialize()), $current['data'], $previous);
		});
	}

	/**
	 * A request as it is once it is approved, by the same rules as a PUT.
	 *
	 * @param string $uri its name in the calendar
	 * @throws IssuesException STALE where it is no request any more, or what the guard has against it
	 */
	public static function approved(VCalendar $previous, string $calendarId, string $uri, ?Role $role, Practice $practice, \DateTimeImmutable $now): VCalendar {
		$next = clone $previous;
		$event = AppointmentReader::master($next);
		if ($event === null || AppointmentReader::status($event) !== 'TENTATIVE') {
			throw new IssuesException([new Issue('STALE')]);
		}
		EventProperties::set($event, 'STATUS', 'CONFIRMED');
		return WriteGuard::judge(new WriteRequest(
			role: $role, operation: 'update', next: $next, previous: $previous, practice: $practice,
			calendarId: $calendarId, now: $now, objectUri: $uri,
		))->accepted();
	}
}
