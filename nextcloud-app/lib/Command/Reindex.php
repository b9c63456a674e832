<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Command;

use OCA\Sprechstunde\Index\Reindex as Index;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/** `occ sprechstunde:reindex`: builds the app's tables anew from the calendars. */
final class Reindex extends Command {
	public function __construct(
		private Index $index,
	) {
		parent::__construct();
	}

	protected function configure(): void {
		$this->setName('sprechstunde:reindex')
			->setDescription('Builds the app\'s tables anew from what the practice\'s calendars hold: adds what is missing, corrects what is wrong; mails nobody');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		$counts = $this->index->run();
		foreach ($counts as $calendar => $objects) {
			$output->writeln("indexed $objects objects of calendar $calendar", OutputInterface::OUTPUT_PLAIN);
		}
		if ($counts === []) {
			$output->writeln('there is no practice calendar');
		}
		return self::SUCCESS;
	}
}
