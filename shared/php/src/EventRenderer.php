<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VEvent;

/** Renders what people see in calendar programs (SUMMARY, DESCRIPTION, …) from the fields, which are the truth. */
final class EventRenderer {
	/** Rewrites the rendered properties of $event; properties that are right already stay as they are. */
	public static function render(VEvent $event, Practice $practice, CalendarConfig $calendar, string $note): void {
		throw new \LogicException('under construction');
	}
}
