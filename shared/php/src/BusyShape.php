<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VEvent;

/** How an event takes time at each of its occurrences. */
final readonly class BusyShape {
	private const DAY = 86400;

	/** @param int $length seconds */
	private function __construct(
		public EventTime $start,
		public int $length,
		private ?AppointmentType $type,
	) {
	}

	/**
	 * @param list<VEvent> $events all of its object
	 * @return ?self null where the event takes no time: transparent, cancelled, or without times that can be read
	 */
	public static function of(VEvent $event, array $events, Practice $practice): ?self {
		if (strtoupper(EventProperties::text($event, 'TRANSP') ?? '') === 'TRANSPARENT' || strtoupper(EventProperties::text($event, 'STATUS') ?? '') === 'CANCELLED') {
			return null;
		}
		$times = EventTimes::of($event, $practice->timeZone());
		return $times === null || $times->end === null ? null
			: new self($times->start, $times->end - $times->start->instant, $practice->type(self::typeCode($event, $events)));
	}

	/**
	 * The busy time of one occurrence; null where it has no length.
	 *
	 * @param EventTime $series whose clock counts
	 * @param int $wall start by that clock
	 * @param ?int $given the occurrence's own length in seconds
	 */
	public function place(EventTime $series, int $wall, ?int $given): ?Interval {
		$start = $series->clock->instant($wall);
		// whole days stay whole over a change of the clocks; other durations are exact (RFC 5545 §3.3.6, §3.8.5.3)
		$end = $given === null && $series->isDate ? $series->clock->instant($wall + (int)round($this->length / self::DAY) * self::DAY) : $start + ($given ?? $this->length);
		$time = new Interval($start, $end);
		return $time->isEmpty() || $this->type === null ? ($time->isEmpty() ? null : $time) : $this->type->blocked($time);
	}

	/** How far beyond its start and end the busy time of an occurrence may reach, in seconds. */
	public function buffer(): int {
		return 60 * max($this->type->bufferBeforeMinutes ?? 0, $this->type->bufferAfterMinutes ?? 0);
	}

	/**
	 * An occurrence that was changed by itself may lack the type: then the series' counts.
	 *
	 * @param list<VEvent> $events
	 */
	private static function typeCode(VEvent $event, array $events): string {
		$own = EventProperties::text($event, 'X-APPOINTMENT-TYPE');
		foreach ($own === null ? $events : [] as $other) {
			if (EventProperties::all($other, 'RECURRENCE-ID') === [] && EventProperties::text($other, 'UID') === EventProperties::text($event, 'UID')) {
				return EventProperties::text($other, 'X-APPOINTMENT-TYPE') ?? '';
			}
		}
		return $own ?? '';
	}
}
