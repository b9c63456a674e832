<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sabre\VObject\Component\VTimeZone;
use Sabre\VObject\Reader;

/** Times of a VEVENT (RFC 5545 §3.6.1). */
final readonly class EventTimes {
	/**
	 * @param ?int $end epoch seconds: DTEND, or start plus DURATION, or (DATE only) the next day, for a DATE-TIME alone the start; null where the given one is no time
	 * @param bool $endGiven DTEND or DURATION is there
	 */
	private function __construct(
		public EventTime $start,
		public ?int $end,
		public bool $endGiven,
	) {
	}

	/** Null where DTSTART is missing or no time. */
	public static function of(VEvent $event, \DateTimeZone $practiceZone): ?self {
		$startProperty = EventProperties::all($event, 'DTSTART')[0] ?? null;
		$start = $startProperty === null ? null : EventTime::ofProperty($startProperty, $practiceZone)[0] ?? null;
		if ($start === null) {
			return null;
		}
		$endProperty = EventProperties::all($event, 'DTEND')[0] ?? null;
		if ($endProperty !== null) {
			return new self($start, (EventTime::ofProperty($endProperty, $practiceZone)[0] ?? null)?->instant, true);
		}
		$duration = EventProperties::text($event, 'DURATION');
		if ($duration !== null) {
			return new self($start, self::after($start, $duration), true);
		}
		return new self($start, $start->isDate ? $start->clock->instant($start->wall + 86400) : $start->instant, false);
	}

	/** [start, end), empty where it has no length; null where the end is no time. */
	public function interval(): ?Interval {
		return $this->end === null ? null : new Interval($this->start->instant, $this->end);
	}

	/** The instant after a duration, or null where that is none. Weeks and days count by the calendar, the rest by the clock (RFC 5545 §3.3.6). */
	public static function after(EventTime $start, string $duration): ?int {
		if (preg_match('/^\+?P(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?$/D', $duration, $match) !== 1) {
			return null;
		}
		[$weeks, $days, $hours, $minutes, $seconds] = array_map(static fn (int $index): int => (int)($match[$index] ?? 0), [1, 2, 3, 4, 5]);
		return $start->clock->instant($start->wall + 86400 * (7 * $weeks + $days)) + 3600 * $hours + 60 * $minutes + $seconds;
	}

	/** Writes a DATE-TIME with TZID; the VTIMEZONE is for the caller to add. */
	public static function write(VEvent $event, string $name, int $instant, \DateTimeZone $zone): void {
		$event->remove($name);
		$event->add($name, (new \DateTimeImmutable("@$instant"))->setTimezone($zone)->format('Ymd\THis'), ['TZID' => $zone->getName()]);
	}

	public static function writeUtc(VEvent $event, string $name, int $instant): void {
		EventProperties::set($event, $name, gmdate('Ymd\THis\Z', $instant));
	}

	/**
	 * Gives floating times the practice's zone: some clients read them as UTC, some hide them.
	 *
	 * @return bool whether there were any
	 */
	public static function anchor(VEvent $event, \DateTimeZone $zone): bool {
		$anchored = false;
		foreach (['DTSTART', 'DTEND', 'RECURRENCE-ID', 'EXDATE', 'RDATE'] as $name) {
			foreach (EventProperties::all($event, $name) as $property) {
				$times = EventTime::ofProperty($property, $zone);
				$floating = array_filter($times, static fn (?EventTime $time): bool => $time?->floating === true);
				if ($times !== [] && count($floating) === count($times)) {
					$property['TZID'] = $zone->getName();
					$anchored = true;
				}
			}
		}
		return $anchored;
	}

	/** Adds the VTIMEZONE of the practice's zone where a property names it and the calendar has none. */
	public static function ensureZone(VCalendar $calendar, \DateTimeZone $zone): void {
		foreach ($calendar->select('VTIMEZONE') as $present) {
			if ($present instanceof VTimeZone && EventProperties::text($present, 'TZID') === $zone->getName()) {
				return;
			}
		}
		$jcal = ['vcalendar', [], [Contract::load()->zone($zone->getName())]];
		$definition = Reader::readJson((string)json_encode($jcal, JSON_THROW_ON_ERROR))->select('VTIMEZONE')[0] ?? null;
		if ($definition instanceof VTimeZone) {
			$calendar->add(clone $definition);
		}
	}
}
