<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\RecentChanges;
use OCA\Sprechstunde\Record\StateRow;
use OCA\Sprechstunde\Record\WritePass;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\EventTimes;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\Connection;
use Sprechstunde\Core\RecentChange;
use Sprechstunde\Core\StatusChange;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;
use Sprechstunde\Core\Xconcept\RemoteEvent;

/** Changes an appointment as the event of a program says: under the lock, by the guard, as a write of the program's own account. Within the caller's transaction. */
final class RemoteWrites {
	public function __construct(
		private AppointmentStates $states,
		private CalendarIds $calendars,
		private CalendarLock $lock,
		private Objects $objects,
		private WritePass $pass,
		private CalDavBackend $backend,
		private RemoteIds $ids,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param ?RemoteAppointment $known null: nothing has been exchanged about it yet
	 * @return bool whether anything changed
	 * @throws IssuesException NOT_FOUND, CHANGED_MEANWHILE, or what the guard has against it
	 */
	public function apply(RemoteEvent $event, string $uid, ?RemoteAppointment $known, Connection $connection, Practice $practice, Writer $writer): bool {
		$place = $this->find($uid, $connection, $practice) ?? throw new IssuesException([new Issue('NOT_FOUND', 'appointment')]);
		$this->lock->acquire([$place->calendarId]);
		// what holds under the lock; it may have been moved or deleted until then
		$state = $this->find($uid, $connection, $practice);
		$config = $state?->calendarId === $place->calendarId ? $this->calendars->all()[$place->calendarId] ?? null : null;
		$stored = $state === null ? null : $this->objects->byIds([$state->objectId])[$state->objectId] ?? null;
		$current = $stored === null || $stored['deleted'] ? null : Objects::parse($stored['data']);
		// a series is not exchanged
		if ($state === null || $config === null || $stored === null || $current === null || SentBody::single($current) === null) {
			throw new IssuesException([new Issue('NOT_FOUND', 'appointment')]);
		}
		$this->expectSeen($event, $state, $connection);
		$next = $this->next($current, $event, $practice);
		$accepted = WriteGuard::judge(new WriteRequest(
			role: $writer->role, operation: 'update', next: $next, previous: $current, practice: $practice, calendarId: $config->id, now: $this->time->now(), objectUri: $stored['uri'],
			previousStatusChange: $state->status === '' ? null : new StatusChange($state->previousStatus, $state->status, max(0, $this->time->getTime() - $state->statusChangedAt)),
		))->accepted();
		$isChanged = !EventProperties::same($accepted, $current);
		if ($isChanged) {
			$this->pass->during($writer, fn () => $this->backend->updateCalendarObject($state->calendarId, $state->uri, $accepted->serialize()), $stored['data'], $current);
		}
		$this->remember($known, $connection, $config, $practice, $current, $accepted);
		return $isChanged;
	}

	/** @phpstan-impure */
	private function find(string $uid, Connection $connection, Practice $practice): ?StateRow {
		$ids = [];
		foreach ($this->calendars->all() as $id => $calendar) {
			if (in_array($calendar->id, $connection->rest->calendars ?? [], true)) {
				$ids[] = $id;
			}
		}
		foreach ($this->states->byUids($ids, [$uid]) as $state) {
			if ($state->kind === 'appointment') {
				return $state;
			}
		}
		return null;
	}

	/**
	 * The practice's own change since then has the last word: the program hears of it, if it has not yet. One by website or patient, and just now,
	 * is overwritten as any practice program overwrites it.
	 */
	private function expectSeen(RemoteEvent $event, StateRow $state, Connection $connection): void {
		if ($event->occurredAt === null || $state->actor === $connection->user || 1000 * $state->changedAt <= $event->occurredAt) {
			return;
		}
		$recent = RecentChanges::read($state->recent, $this->time->getTime());
		if ($recent === [] || array_filter($recent, static fn (RecentChange $change): bool => !$change->isYoung()) !== []) {
			throw new IssuesException([new Issue('CHANGED_MEANWHILE')]);
		}
	}

	private function next(VCalendar $current, RemoteEvent $event, Practice $practice): VCalendar {
		$next = clone $current;
		$master = SentBody::single($next) ?? throw new \LogicException('only single appointments are changed');
		$zone = $practice->timeZone();
		$times = EventTimes::of($master, $zone);
		if ($event->start !== null || $event->durationMinutes !== null) {
			if ($times === null || $times->end === null || $times->start->isDate) {
				throw new IssuesException([new Issue('TIME_INVALID', 'appointment.date')]);
			}
			$start = $event->start ?? $times->start->instant;
			$end = $start + ($event->durationMinutes === null ? $times->end - $times->start->instant : 60 * $event->durationMinutes);
			// times that mean the same stay written as they are
			if ($start !== $times->start->instant || $end !== $times->end) {
				$master->remove('DURATION');
				EventTimes::write($master, 'DTSTART', $start, $zone);
				EventTimes::write($master, 'DTEND', $end, $zone);
				EventTimes::ensureZone($next, $zone);
			}
		}
		if ($event->status !== null) {
			EventProperties::set($master, 'STATUS', $event->status);
		}
		return $next;
	}

	/** What it knew before it knows now: nothing of its own is sent back to it. What it had not been sent yet is still to be sent. */
	private function remember(?RemoteAppointment $known, Connection $connection, CalendarConfig $calendar, Practice $practice, VCalendar $before, VCalendar $after): void {
		if ($known === null || $connection->rest === null) {
			return;
		}
		$hash = static fn (VCalendar $object): string => SentBody::hash(SentBody::of($object, $calendar, $practice, $connection->rest));
		if ($known->sentHash === $hash($before)) {
			$this->ids->sent($connection->id, $known->uid, $hash($after));
		}
	}
}
