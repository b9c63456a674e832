<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;

/** The .ics that a patient gets with a mail (RFC 5546): what concerns them, and nothing of the practice's own. */
final class PatientIcs {
	/** What is taken over as it stands (RFC 5546 §3.2.2). */
	private const KEPT = ['UID', 'SEQUENCE', 'DTSTAMP', 'CREATED', 'LAST-MODIFIED', 'DTSTART', 'DTEND', 'DURATION', 'RRULE', 'RDATE', 'EXDATE', 'RECURRENCE-ID', 'LOCATION', 'STATUS', 'ORGANIZER', 'TRANSP'];
	/** RFC 6638 §7: for the practice's server only. */
	private const SCHEDULING = ['SCHEDULE-AGENT', 'SCHEDULE-STATUS', 'SCHEDULE-FORCE-SEND'];

	/**
	 * @param VCalendar $calendar the stored object
	 * @param string $event a key of the contract's mail texts; gives the METHOD
	 * @param ?string $language de or en; null: the practice's
	 * @param int $leastSequence SEQUENCE of each event is raised to it: the patient's calendar takes only what is newer than the last mail
	 * @return string iCalendar; without medical fields, note, other attendees and SCHEDULE- parameters; a cancellation tells the reason that the practice gave
	 * @throws \LogicException for another event
	 */
	public static function of(VCalendar $calendar, Practice $practice, string $event, ?string $language = null, int $leastSequence = 0): string {
		$method = Contract::load()->texts()['mail'][$event]['method'] ?? throw new \LogicException("no mail $event");
		$own = new VCalendar(['VERSION' => '2.0', 'PRODID' => AppointmentWriter::PRODID, 'CALSCALE' => 'GREGORIAN', 'METHOD' => $method], false);
		foreach ($calendar->select('VTIMEZONE') as $zone) {
			$own->add(clone $zone);
		}
		foreach (EventProperties::events($calendar) as $stored) {
			if (AppointmentReader::isAppointment($stored)) {
				self::add($own, $stored, $practice, $method, ($language ?? $practice->language) === 'en' ? 'en' : 'de');
			}
		}
		foreach (EventProperties::events($own) as $event) {
			if (EventProperties::sequence($event) < $leastSequence) {
				EventProperties::set($event, 'SEQUENCE', (string)$leastSequence);
			}
		}
		return $own->serialize();
	}

	/** @param 'de'|'en' $language */
	private static function add(VCalendar $own, VEvent $stored, Practice $practice, string $method, string $language): void {
		/** @var VEvent $event */
		$event = $own->createComponent('VEVENT', [], false);
		$own->add($event);
		foreach (self::KEPT as $name) {
			foreach (EventProperties::all($stored, $name) as $property) {
				$event->add(clone $property);
			}
		}
		$email = EventProperties::text($stored, 'X-PATIENT-EMAIL') ?? '';
		// RFC 5546 §3.2.1: PUBLISH has no attendees
		foreach ($method === 'PUBLISH' || $email === '' ? [] : array_slice(EventProperties::attendees($stored, $email), 0, 1) as $attendee) {
			$event->add(clone $attendee);
		}
		foreach (['ORGANIZER', 'ATTENDEE'] as $name) {
			foreach (EventProperties::all($event, $name) as $property) {
				foreach (self::SCHEDULING as $parameter) {
					unset($property[$parameter]);
				}
			}
		}
		if ($method === 'CANCEL') {
			EventProperties::set($event, 'STATUS', 'CANCELLED');
		}
		$type = $practice->type(EventProperties::text($stored, 'X-APPOINTMENT-TYPE') ?? '');
		$event->add('SUMMARY', $type === null ? $practice->name : $type->label[$language] . ' - ' . $practice->name);
		$status = AppointmentReader::status($event);
		$event->add('DESCRIPTION', implode("\n", array_filter([
			Contract::load()->texts()['statusLabels'][$status][$language],
			$status === 'CANCELLED' ? EventProperties::text($stored, 'X-STATUS-REASON') ?? '' : '',
			$practice->phone,
		], static fn (string $line): bool => $line !== '')));
	}
}
