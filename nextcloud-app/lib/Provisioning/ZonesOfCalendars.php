<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\Migration\IOutput;
use OCP\Migration\IRepairStep;

/** Calendars of earlier versions have no time zone of their own. */
final class ZonesOfCalendars implements IRepairStep {
	public function __construct(
		private PracticeStore $store,
		private CalendarZone $zone,
	) {
	}

	public function getName(): string {
		return 'Give the practice\'s calendars its time zone';
	}

	public function run(IOutput $output): void {
		$practice = $this->store->get();
		foreach ($practice?->calendars() ?? [] as $calendar) {
			$done = $practice === null ? null : $this->zone->ensure($calendar, $practice->timeZone());
			if ($done !== null) {
				$output->info($done);
			}
		}
	}
}
