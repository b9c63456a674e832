<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Turns wall clocks of one zone into instants and back. A wall clock is given in seconds as if it were UTC. */
final readonly class ZoneClock {
	private const DAY = 86400;

	private bool $isUtc;

	public function __construct(
		private \DateTimeZone|ZoneRules $zone,
	) {
		$this->isUtc = $zone instanceof \DateTimeZone && $zone->getName() === 'UTC';
	}

	/** A time that a change of the clocks skips moves forward by the change; of a repeated one the first counts (PHP itself takes the second). */
	public function instant(int $wall): int {
		if ($this->isUtc) {
			return $wall;
		}
		$before = $this->offset($wall - self::DAY);
		$after = $this->offset($wall + self::DAY);
		$early = $wall - $before;
		if ($before === $after || $this->offset($early) === $before) {
			return $early;
		}
		return $this->offset($wall - $after) === $after ? $wall - $after : $early;
	}

	public function wall(int $instant): int {
		return $instant + $this->offset($instant);
	}

	/** Midnight of a day in UTC, as epoch seconds; unlike gmmktime also in the first hundred years. A month beyond 12 is one of a later year. */
	public static function utc(int $year, int $month, int $day): int {
		return $year > 99 ? (int)gmmktime(0, 0, 0, $month, $day, $year) : (new \DateTimeImmutable('@0'))->setDate($year, $month, $day)->getTimestamp();
	}

	private function offset(int $instant): int {
		return $this->zone instanceof ZoneRules ? $this->zone->offset($instant) : $this->zone->getOffset(new \DateTimeImmutable("@$instant"));
	}
}
