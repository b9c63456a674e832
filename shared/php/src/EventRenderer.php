<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VEvent;
use Sabre\VObject\Property;

/** Renders what people see in calendar programs (SUMMARY, DESCRIPTION, …) from the fields, which are the truth. */
final class EventRenderer {
	private const SUMMARY_REASON_LENGTH = 80;
	private const BUSY_STATUS = ['TENTATIVE' => 'TENTATIVE', 'CONFIRMED' => 'BUSY', 'CANCELLED' => 'FREE'];

	/**
	 * Rewrites the rendered properties of $event; those that are right already stay, others are left alone.
	 *
	 * @param ?VEvent $previous the VEVENT before this write: its patient may have had another address
	 */
	public static function render(VEvent $event, Practice $practice, CalendarConfig $calendar, string $status, string $note, ?VEvent $previous = null): void {
		$fields = AppointmentReader::fields($event);
		$summary = self::summary($practice, $fields);
		if ($summary !== null) {
			EventProperties::set($event, 'SUMMARY', $summary);
		}
		EventProperties::set($event, 'DESCRIPTION', Note::describe($fields, $note, $practice->language));
		EventProperties::set($event, 'LOCATION', self::location($practice, $calendar));
		EventProperties::set($event, 'STATUS', $status);
		EventProperties::set($event, 'CLASS', 'PUBLIC');
		EventProperties::set($event, 'X-MICROSOFT-CDO-BUSYSTATUS', self::BUSY_STATUS[$status] ?? 'BUSY');
		self::categories($event, $practice, $fields);
		self::organizer($event, $practice, $previous);
		self::attendee($event, $fields, $previous);
	}

	/**
	 * `Name - reason's first line`, or the type where there is no reason; null without a name.
	 *
	 * @param array<string, string> $fields
	 */
	public static function summary(Practice $practice, array $fields): ?string {
		$name = $fields['patientName'] ?? '';
		if ($name === '') {
			return null;
		}
		$code = $fields['appointmentType'] ?? '';
		$reason = self::shorten(EventProperties::trimmed(explode("\n", $fields['reason'] ?? '')[0]));
		$topic = $reason !== '' ? $reason : ($practice->type($code)?->label[$practice->language === 'en' ? 'en' : 'de'] ?? $code);
		return $topic === '' ? $name : "$name - $topic";
	}

	/** At most as many code points as a title shows of a reason; the last says that there is more. */
	public static function shorten(string $text): string {
		return mb_strlen($text, 'UTF-8') <= self::SUMMARY_REASON_LENGTH ? $text : mb_substr($text, 0, self::SUMMARY_REASON_LENGTH - 1, 'UTF-8') . '…';
	}

	public static function location(Practice $practice, CalendarConfig $calendar): string {
		return implode(', ', array_filter([$practice->name, $practice->address, $calendar->room], static fn (string $part): bool => $part !== ''));
	}

	/**
	 * APPOINTMENT, the type's treatment, then what the client added and is no treatment; COLOR follows the treatment.
	 *
	 * @param array<string, string> $fields
	 */
	private static function categories(VEvent $event, Practice $practice, array $fields): void {
		$mark = Contract::load()->appointmentCategory();
		$rest = array_values(array_diff(EventProperties::values($event, 'CATEGORIES'), [$mark]));
		$type = $practice->type($fields['appointmentType'] ?? '');
		if ($type !== null) {
			$foreign = array_filter($rest, static fn (string $code): bool => $practice->category($code) === null);
			$rest = [$type->category, ...$foreign];
		}
		EventProperties::setValues($event, 'CATEGORIES', array_values(array_unique([$mark, ...$rest])));
		$color = $practice->category($rest[0] ?? '')['colorName'] ?? null;
		if ($color !== null) {
			EventProperties::set($event, 'COLOR', $color);
		}
	}

	private static function organizer(VEvent $event, Practice $practice, ?VEvent $previous): void {
		$own = null;
		foreach (EventProperties::all($event, 'ORGANIZER') as $property) {
			if ($own === null && EventProperties::address($property) === strtolower($practice->email)) {
				$own = $property;
			} else {
				$event->remove($property);
			}
		}
		$own ??= $event->add('ORGANIZER', 'mailto:' . $practice->email);
		if ($own instanceof Property) {
			foreach ($previous === null ? [] : EventProperties::all($previous, 'ORGANIZER') as $stored) {
				if (EventProperties::address($stored) === strtolower($practice->email)) {
					EventProperties::putBackParameters($own, $stored);
					break;
				}
			}
			EventProperties::setParameter($own, 'CN', $practice->name);
		}
	}

	/**
	 * The patient as attendee, as long as there is an address; other attendees stay. The calendar server must not mail
	 * them: SCHEDULE-AGENT=CLIENT (RFC 6638 §7.1).
	 *
	 * @param array<string, string> $fields
	 */
	private static function attendee(VEvent $event, array $fields, ?VEvent $previous): void {
		$email = $fields['email'] ?? '';
		$before = $previous === null ? '' : (EventProperties::text($previous, 'X-PATIENT-EMAIL') ?? '');
		if ($before !== '' && strtolower($before) !== strtolower($email)) {
			array_map($event->remove(...), EventProperties::attendees($event, $before));
		}
		if ($email === '') {
			return;
		}
		$present = EventProperties::attendees($event, $email);
		array_map($event->remove(...), array_slice($present, 1));
		$stored = $previous === null ? null : EventProperties::attendees($previous, $email)[0] ?? null;
		$attendee = $present[0] ?? $event->add('ATTENDEE', "mailto:$email");
		if (!$attendee instanceof Property) {
			return;
		}
		if ($stored !== null) {
			EventProperties::putBackParameters($attendee, $stored);
		}
		if (isset($fields['patientName'])) {
			EventProperties::setParameter($attendee, 'CN', $fields['patientName']);
		}
		EventProperties::setParameter($attendee, 'SCHEDULE-AGENT', 'CLIENT');
		EventProperties::setParameter($attendee, 'RSVP', 'TRUE');
	}
}
