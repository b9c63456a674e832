<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;

/** The .ics that a patient gets with a mail (RFC 5546): what concerns them, and nothing of the practice's own. */
final class PatientIcs {
	/**
	 * @param VCalendar $calendar the stored object
	 * @param string $event a key of the contract's mail texts; gives the METHOD
	 * @return string iCalendar
	 */
	public static function of(VCalendar $calendar, Practice $practice, string $event): string {
		throw new \LogicException('under construction');
	}
}
