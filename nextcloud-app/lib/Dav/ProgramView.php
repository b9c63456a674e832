<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\Objects;
use OCP\AppFramework\Utility\ITimeFactory;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\Connection;
use Sprechstunde\Core\Pvs\MapContext;
use Sprechstunde\Core\Pvs\ReadWritten;

/** Calendar objects as a practice program sees and writes them; what is stored is always ours. */
final class ProgramView {
	public function __construct(
		private PracticeStore $store,
		private ITimeFactory $time,
	) {
	}

	/**
	 * What a program means by what it wrote: with its repairs, and read by its map.
	 *
	 * @return ?VCalendar null where that is what it wrote
	 */
	public function read(string $account, CalendarConfig $calendar, VCalendar $object, ?VCalendar $previous): ?VCalendar {
		$practice = $this->store->get();
		$connection = $practice === null ? null : $this->connection($practice, $account, $calendar);
		if ($practice === null || $connection === null || !$connection->isMapped()) {
			return null;
		}
		return ReadWritten::read($object, $previous, $connection->repairs, MapContext::of($connection, $practice, $calendar), $practice, $this->time->now());
	}

	/** By which map this account is shown a calendar; null: it is shown what is stored. */
	public function context(string $account, CalendarConfig $calendar): ?MapContext {
		$practice = $this->store->get();
		$connection = $practice === null ? null : $this->connection($practice, $account, $calendar);
		return $practice === null || $connection === null ? null : MapContext::of($connection, $practice, $calendar);
	}

	private function connection(Practice $practice, string $account, CalendarConfig $calendar): ?Connection {
		$connection = $practice->connectionOf($account);
		return $connection !== null && in_array($calendar->id, $connection->calendars, true) ? $connection : null;
	}
}
