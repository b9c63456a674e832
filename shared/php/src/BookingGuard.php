<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;

/** Judges a booking from the website, in stages: shape, fields, type, time. What is stored is built anew from the known fields. */
final class BookingGuard {
	public static function judge(WriteRequest $request, VCalendar $next, CalendarConfig $calendar, Role $role): Verdict {
		$practice = $request->practice;
		$now = $request->now->getTimestamp();
		$shape = BookingShape::issues($next, $practice, $request->objectUri);
		$event = EventProperties::events($next)[0] ?? null;
		if ($shape !== [] || $event === null) {
			return Verdict::refuse($shape === [] ? [new Issue('ONE_EVENT_ONLY')] : $shape);
		}
		$times = EventTimes::of($event, $practice->timeZone());
		$today = $request->now->setTimezone($practice->timeZone())->format('Y-m-d');
		$invalid = [...FieldValidator::issues(self::given($event), $role, $today), ...self::timeIssues($times)];
		$time = $times?->interval();
		if ($invalid !== [] || $time === null) {
			return Verdict::refuse($invalid === [] ? [new Issue('TIME_INVALID', 'end')] : $invalid);
		}
		$fields = AppointmentReader::fields($event);
		$type = $practice->type($fields['appointmentType'] ?? '');
		if ($type === null || !$type->online) {
			return Verdict::refuse([new Issue('TYPE_UNKNOWN', 'appointmentType')]);
		}
		$unfit = self::typeIssues($type, $fields['insurance'] ?? '', $calendar) ?: BookingTime::issues($time, $type, $calendar, $practice, $now);
		if ($unfit !== []) {
			return Verdict::refuse($unfit);
		}
		$status = $type->approval === 'auto' ? 'CONFIRMED' : 'TENTATIVE';
		try {
			$transition = ApprovalMachine::decide('NEW', $status, $role, $type->approval);
		} catch (IssuesException $refusal) {
			return Verdict::refuse($refusal->issues);
		}
		$object = AppointmentWriter::write(EventProperties::text($event, 'UID') ?? '', self::stored($fields, $status), $time, $status, '', $practice, $calendar, $now);
		return Verdict::accept('appointment', $object, !EventProperties::same($object, $next), $status, $transition['name'] ?? null, true, [$type->blocked($time)]);
	}

	/** @return array<string, string> fields as given, so that an empty required one is seen */
	private static function given(VEvent $event): array {
		$values = [];
		foreach (Contract::load()->fields() as $field) {
			$text = EventProperties::text($event, $field->property);
			if ($text !== null) {
				$values[$field->name] = $text;
			}
		}
		return $values;
	}

	/** @return list<Issue> */
	private static function timeIssues(?EventTimes $times): array {
		if ($times === null || $times->start->isDate) {
			return [new Issue('TIME_INVALID', 'start')];
		}
		return $times->endGiven && $times->end !== null && $times->end > $times->start->instant ? [] : [new Issue('TIME_INVALID', 'end')];
	}

	/** @return list<Issue> */
	private static function typeIssues(AppointmentType $type, string $insurance, CalendarConfig $calendar): array {
		return array_values(array_filter([
			$calendar->offers($type->code) ? null : new Issue('TYPE_NOT_OFFERED', 'appointmentType'),
			in_array($insurance, $type->insurances, true) ? null : new Issue('INSURANCE_NOT_ACCEPTED', 'insurance'),
		]));
	}

	/**
	 * @param array<string, string> $fields
	 * @return array<string, string> what a booking may set, and what the server sets
	 */
	private static function stored(array $fields, string $status): array {
		$stored = array_filter($fields, static fn (string $name): bool => Contract::load()->field($name)->isSetBy(Role::Booking), ARRAY_FILTER_USE_KEY);
		return [...$stored, 'source' => 'ONLINE_BOOKING', 'requiresConfirmation' => $status === 'TENTATIVE' ? 'TRUE' : 'FALSE'];
	}
}
