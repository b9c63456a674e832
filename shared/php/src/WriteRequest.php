<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;

/** What somebody wants to write. */
final readonly class WriteRequest {
	/**
	 * @param string $operation create, update or delete
	 * @param ?VCalendar $next what the client sent, parsed; null on delete
	 * @param ?VCalendar $previous what is stored, parsed; null on create
	 * @param string $calendarId id of the practice's calendar
	 * @param string $objectUri last path segment
	 * @param ?StatusChange $previousStatusChange decides whether a change may be undone
	 */
	public function __construct(
		public ?Role $role,
		public string $operation,
		public ?VCalendar $next,
		public ?VCalendar $previous,
		public Practice $practice,
		public string $calendarId,
		public \DateTimeImmutable $now,
		public string $objectUri,
		public ?StatusChange $previousStatusChange = null,
	) {
	}
}
