<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Command;

use OCA\Sprechstunde\Index\Difference;
use OCA\Sprechstunde\Index\IndexCheck;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

/** `occ sprechstunde:check [--json]`: names each difference between the app's tables and the calendars; exit code 1 where there is any. */
final class Check extends Command {
	public function __construct(
		private IndexCheck $check,
	) {
		parent::__construct();
	}

	protected function configure(): void {
		$this->setName('sprechstunde:check')
			->setDescription('Compares the app\'s tables with what the practice\'s calendars hold; changes nothing')
			->addOption('json', null, InputOption::VALUE_NONE, 'prints {ok, objects, differences} as JSON');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		['objects' => $objects, 'differences' => $differences] = $this->check->run();
		if ($input->getOption('json') === true) {
			$report = ['ok' => $differences === [], 'objects' => (object)$objects, 'differences' => array_map(static fn (Difference $one): array => $one->toArray(), $differences)];
			$output->writeln(json_encode($report, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE), OutputInterface::OUTPUT_RAW);
		} else {
			foreach ($differences as $one) {
				$output->writeln("$one->calendar " . ($one->uri ?? '-') . ": $one->kind: $one->detail", OutputInterface::OUTPUT_RAW);
			}
			foreach ($objects as $calendar => $count) {
				$output->writeln("compared $count objects of calendar $calendar", OutputInterface::OUTPUT_RAW);
			}
			$output->writeln(match (true) {
				$differences !== [] => count($differences) . ' differences; occ sprechstunde:reindex mends what is named neither calendar nor unreadable',
				$objects === [] => 'there is no practice calendar',
				default => 'all agree',
			}, OutputInterface::OUTPUT_RAW);
		}
		return $differences === [] ? self::SUCCESS : self::FAILURE;
	}
}
