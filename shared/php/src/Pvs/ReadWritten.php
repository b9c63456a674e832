<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\Practice;

/** What a program means by what it wrote. */
final class ReadWritten {
	/** What is put right last: how long an appointment takes depends on its type, and that may be said in the program's own words. */
	private const AFTER_MAP = ['zeroLength'];

	/**
	 * With the repairs of its profile, and read by its map.
	 *
	 * @param ?VCalendar $previous what is stored; null where the object is new
	 * @param list<string> $repairs ids
	 * @param ?MapContext $context null where it has no map
	 * @return VCalendar a copy
	 */
	public static function read(VCalendar $object, ?VCalendar $previous, array $repairs, ?MapContext $context, Practice $practice, \DateTimeImmutable $now): VCalendar {
		$repaired = Repairs::apply($object, $previous, array_values(array_diff($repairs, self::AFTER_MAP)), $practice);
		$read = $context === null ? $repaired : MapIn::read($repaired, $previous, $context, $now);
		$last = array_values(array_intersect($repairs, self::AFTER_MAP));
		return $last === [] ? $read : Repairs::apply($read, $previous, $last, $practice);
	}
}
