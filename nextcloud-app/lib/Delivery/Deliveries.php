<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\StateRow;
use OCA\Sprechstunde\Record\Writer;
use OCP\BackgroundJob\IJobList;
use Sprechstunde\Core\Practice;

/** What programs that listen are to hear: noted within the transaction that makes a change, sent by a job. */
final class Deliveries {
	public function __construct(
		private Registry $registry,
		private Deliverables $table,
		private CalendarIds $calendars,
		private IJobList $jobs,
	) {
	}

	/**
	 * @param ?StateRow $before null: the object is new
	 * @param ?StateRow $after null: the object was deleted
	 * @param int $now epoch seconds
	 */
	public function note(?StateRow $before, ?StateRow $after, Writer $writer, Practice $practice, int $now): void {
		$change = Change::between($before, $after, $writer, $this->calendars->all());
		$targets = $change === null ? [] : $this->registry->targetsFor($practice, $change);
		if ($change === null || $targets === []) {
			return;
		}
		foreach ($targets as $target => $kind) {
			$this->table->add(Delivery::of($target, $kind, $change, $now));
		}
		// one for all: which are due is seen then
		$this->jobs->add(SendJob::class);
	}
}
