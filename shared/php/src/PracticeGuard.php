<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;

/** Judges a write by staff, admin or PVS to an object that is, or was, an appointment: completes it rather than refuses it. */
final class PracticeGuard {
	public static function judge(WriteRequest $request, VCalendar $next, CalendarConfig $calendar, Role $role): Verdict {
		$zone = $request->practice->timeZone();
		$limits = Contract::load()->limits();
		if (count(EventProperties::events($next)) > $limits['appointmentEvents']) {
			return Verdict::refuse([new Issue('OBJECT_TOO_LARGE', null, ['max' => $limits['objectBytes']])]);
		}
		$object = clone $next;
		$master = AppointmentReader::master($object);
		$issues = [];
		$transitions = [];
		$status = null;
		foreach (EventProperties::events($object) as $event) {
			try {
				$amended = self::amend($event, AppointmentReader::stored($event, $request->previous, $zone), $request, $calendar, $role);
			} catch (IssuesException $refusal) {
				array_push($issues, ...$refusal->issues);
				continue;
			}
			if ($event === $master) {
				$status = $amended['status'];
				array_unshift($transitions, $amended['transition']);
			} else {
				$transitions[] = $amended['transition'];
			}
		}
		if ($issues !== []) {
			return Verdict::refuse(array_values(array_unique($issues, SORT_REGULAR)));
		}
		$changed = !EventProperties::same($object, $next);
		if ($changed) {
			foreach (EventProperties::events($object) as $event) {
				EventTimes::writeUtc($event, 'DTSTAMP', $request->now->getTimestamp());
				EventTimes::writeUtc($event, 'LAST-MODIFIED', $request->now->getTimestamp());
			}
		}
		$transition = array_values(array_filter($transitions))[0] ?? null;
		return Verdict::accept('appointment', $changed ? $object : $next, $changed, $status, $transition, false, WriteGuard::claims($object, $request));
	}

	/**
	 * Completes one VEVENT in place.
	 *
	 * @return array{status: string, transition: ?string}
	 * @throws IssuesException
	 */
	private static function amend(VEvent $event, ?VEvent $stored, WriteRequest $request, CalendarConfig $calendar, Role $role): array {
		$practice = $request->practice;
		$zone = $practice->timeZone();
		$times = EventTimes::of($event, $zone);
		if ($times === null || $times->end === null || $times->end < $times->start->instant) {
			throw new IssuesException([new Issue('TIME_INVALID', $times === null ? 'start' : 'end')]);
		}
		$before = $stored === null ? null : AppointmentReader::status($stored);
		$status = self::given($event) ?? $before ?? 'CONFIRMED';
		if (!in_array($status, Contract::load()->statuses(), true)) {
			throw new IssuesException([new Issue('STATUS_UNKNOWN', 'status', ['status' => $status])]);
		}
		$values = FieldKeeper::keep($event, $stored, $role, $status);
		$invalid = FieldValidator::issues($values, $role, $request->now->setTimezone($zone)->format('Y-m-d'));
		if ($invalid !== []) {
			throw new IssuesException($invalid);
		}
		$approval = $practice->type(EventProperties::text($event, 'X-APPOINTMENT-TYPE') ?? '')->approval ?? 'manual';
		$lastChange = $request->previousStatusChange;
		// nobody had a block approved: what becomes a request of it is a new one
		$isNew = $before === null || ($stored !== null && !AppointmentReader::isAppointment($stored) && $status === 'TENTATIVE' && $before !== $status);
		$transition = ApprovalMachine::decide($isNew ? 'NEW' : $before, $status, $role, $approval, $lastChange?->to === $before ? $lastChange : null);
		$note = Note::read(EventProperties::text($event, 'DESCRIPTION'), $stored === null ? null : EventProperties::text($stored, 'DESCRIPTION'));
		if ($stored !== null) {
			// a colour goes with its treatment: it comes back as long as the type is the same
			$isSameType = EventProperties::text($stored, 'X-APPOINTMENT-TYPE') === EventProperties::text($event, 'X-APPOINTMENT-TYPE');
			FieldKeeper::putBack($event, $stored, $isSameType ? ['CATEGORIES', 'COLOR'] : ['CATEGORIES']);
		}
		if (EventTimes::anchor($event, $zone) && $event->parent instanceof VCalendar) {
			EventTimes::ensureZone($event->parent, $zone);
		}
		EventRenderer::render($event, $practice, $calendar, $status, $note, $stored);
		self::repairSequence($event);
		if ($stored !== null) {
			self::raiseSequence($event, $stored, $status !== $before, $zone);
		}
		return ['status' => $status, 'transition' => $transition['name'] ?? null];
	}

	private static function given(VEvent $event): ?string {
		$status = strtoupper(EventProperties::trimmed(EventProperties::text($event, 'STATUS') ?? ''));
		return $status === '' ? null : $status;
	}

	/** A SEQUENCE that is none would break the next revision. */
	private static function repairSequence(VEvent $event): void {
		$given = EventProperties::text($event, 'SEQUENCE');
		$sequence = (string)EventProperties::sequence($event);
		if ($given !== null && $given !== $sequence) {
			EventProperties::set($event, 'SEQUENCE', $sequence);
		}
	}

	/** A change of status or time is a new revision (RFC 5545 §3.8.7.4); none is older than what is stored. */
	private static function raiseSequence(VEvent $event, VEvent $stored, bool $statusChanged, \DateTimeZone $zone): void {
		$moved = EventTimes::of($event, $zone)?->interval() != EventTimes::of($stored, $zone)?->interval();
		$least = EventProperties::sequence($stored) + ($statusChanged || $moved ? 1 : 0);
		if (EventProperties::sequence($event) < $least) {
			EventProperties::set($event, 'SEQUENCE', (string)$least);
		}
	}
}
