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

	/** Null where a program is shown what is stored. */
	public static function of(Connection $connection, Practice $practice, CalendarConfig $calendar): ?self {
		return $connection->map === null ? null : new self($connection->map, $connection->categoryNames, $practice, $calendar);
	}

	/** Tells what is shown from what is shown after a change of the map or the practice. */
	public function key(): string {
		return hash('sha256', serialize([$this->map, $this->names, $this->calendar->id, $this->practice->toArray()]));
	}
}
