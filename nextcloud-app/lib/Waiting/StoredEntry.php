<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\WaitingEntry;

/** An entry of the waiting list as it is stored. */
final readonly class StoredEntry {
	/**
	 * @param string $etag with its quotes
	 * @param VCalendar $object to be read only
	 */
	public function __construct(
		public int $objectId,
		public string $uri,
		public string $etag,
		public VCalendar $object,
		public WaitingEntry $entry,
	) {
	}
}
