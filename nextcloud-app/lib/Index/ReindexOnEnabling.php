<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCP\BackgroundJob\IJobList;
use OCP\Migration\IOutput;
use OCP\Migration\IRepairStep;

/**
 * While the app is switched off, nobody tells it what is written into the calendars. Nextcloud runs this step whenever it is switched on
 * (and when it is installed: then there is no practice yet), just before it is; the job is for what is written in between.
 */
final class ReindexOnEnabling implements IRepairStep {
	public function __construct(
		private Reindex $reindex,
		private IJobList $jobs,
	) {
	}

	public function getName(): string {
		return 'Look at what was written into the practice\'s calendars meanwhile';
	}

	public function run(IOutput $output): void {
		$indexed = $this->reindex->run();
		foreach ($indexed as $calendar => $objects) {
			$output->info("indexed $objects objects of calendar $calendar");
		}
		if ($indexed !== []) {
			$this->jobs->add(ReindexJob::class);
		}
	}
}
