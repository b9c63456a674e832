<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Command;

use OCA\Sprechstunde\Diagnostics\ServerFacts;
use OCA\Sprechstunde\Practice\PracticeStore;
use Sprechstunde\Core\Diagnostics\Diagnosis;
use Sprechstunde\Core\Diagnostics\Finding;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

/** `occ sprechstunde:doctor [--uid=UID] [--language=de|en] [--json]`: what is wrong with the connections to practice programs; exit code 2 for errors, 1 for warnings. */
final class Doctor extends Command {
	public function __construct(
		private PracticeStore $store,
		private ServerFacts $facts,
	) {
		parent::__construct();
	}

	protected function configure(): void {
		$this->setName('sprechstunde:doctor')
			->setDescription('Checks addresses, accounts, calendars, index and jobs as practice programs need them; changes nothing')
			->addOption('uid', null, InputOption::VALUE_REQUIRED, 'UID of an appointment that a practice program does not show')
			->addOption('language', null, InputOption::VALUE_REQUIRED, 'de or en', 'de')
			->addOption('json', null, InputOption::VALUE_NONE, 'prints {findings: [{code, severity, params, text, remedy}]} as JSON');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		$practice = $this->store->get();
		if ($practice === null) {
			$output->writeln('no practice has been set up');
			return self::INVALID;
		}
		$uid = $input->getOption('uid');
		$language = $input->getOption('language') === 'en' ? 'en' : 'de';
		$found = Diagnosis::evaluate($this->facts->gather($practice, is_string($uid) && $uid !== '' ? $uid : null));
		if ($input->getOption('json') === true) {
			$shown = array_map(static fn (Finding $one): array => ['code' => $one->code, 'severity' => $one->severity(), 'params' => (object)$one->params, 'text' => $one->say('text', $language), 'remedy' => $one->say('remedy', $language)], $found);
			$output->writeln(json_encode(['findings' => $shown], JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE), OutputInterface::OUTPUT_RAW);
		} else {
			foreach ($found as $one) {
				$output->writeln(($one->severity() === 'error' ? '✗ ' : '! ') . $one->say('text', $language), OutputInterface::OUTPUT_RAW);
				$output->writeln('  ' . $one->say('remedy', $language), OutputInterface::OUTPUT_RAW);
			}
			if ($found === []) {
				$output->writeln($language === 'de' ? '✓ Alles in Ordnung.' : '✓ All is well.', OutputInterface::OUTPUT_RAW);
			}
		}
		$hasError = array_filter($found, static fn (Finding $one): bool => $one->severity() === 'error') !== [];
		return $hasError ? 2 : ($found === [] ? self::SUCCESS : self::FAILURE);
	}
}
