<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Practice;

/** Whom an object is shown to: by which map, and in which calendar. */
final readonly class MapContext {
	/** @param array<string, string> $names code of a treatment → its name in the program */
	public function __construct(
		public FieldMap $map,
		public array $names,
		public Practice $practice,
		public CalendarConfig $calendar,
	) {
	}
}
