<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\RestInterface;
use Sprechstunde\Core\Xconcept\RequestBody;

/** What a program with a REST interface is sent of a calendar object. */
final class SentBody {
	/** The hash of nothing: it is not to be there, or no longer. */
	public const NONE = 'none';

	private const REPETITION = ['RRULE', 'RDATE', 'RECURRENCE-ID'];

	/**
	 * A series has no place in an interface that knows one date and one time. Where it has no word for the status, what is only asked for is
	 * no appointment to it either.
	 *
	 * @param bool $asItWas also of what is cancelled or only asked for
	 * @return array<string, string|int>|null null: it is not to be there
	 */
	public static function of(VCalendar $object, CalendarConfig $calendar, Practice $practice, RestInterface $rest, bool $asItWas = false): ?array {
		$event = self::single($object);
		$appointment = $event === null ? null : AppointmentReader::read($object, $practice);
		$time = $appointment?->interval();
		if ($appointment === null || $time === null || $time->isEmpty() || $appointment->allDay) {
			return null;
		}
		$takesPlace = $appointment->status === 'CONFIRMED' || ($appointment->status === 'TENTATIVE' && $rest->tellsStatus());
		return $takesPlace || $asItWas ? RequestBody::of($appointment, $time, $calendar, $practice, $rest->fields) : null;
	}

	/** Its only VEVENT, which does not repeat; null: it has another shape. */
	public static function single(VCalendar $object): ?VEvent {
		$events = EventProperties::events($object);
		$event = $events[0] ?? null;
		if ($event === null || count($events) > 1) {
			return null;
		}
		foreach (self::REPETITION as $name) {
			if (EventProperties::all($event, $name) !== []) {
				return null;
			}
		}
		return $event;
	}

	/** @param array<string, string|int>|null $body */
	public static function hash(?array $body): string {
		return $body === null ? self::NONE : hash('sha256', self::json($body));
	}

	/** @param array<string, string|int> $body */
	public static function json(array $body): string {
		return json_encode((object)$body, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE);
	}
}
