<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Command;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\Restore;
use OCA\Sprechstunde\Record\Version;
use OCA\Sprechstunde\Record\Versions as Store;
use OCP\IConfig;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

/** `occ sprechstunde:versions CALENDAR URI`: lists what was kept of an object; `occ sprechstunde:versions --restore=ID` puts one back. */
final class Versions extends Command {
	public function __construct(
		private Store $versions,
		private Restore $restore,
		private PracticeStore $store,
		private CalendarIds $calendars,
		private IConfig $config,
	) {
		parent::__construct();
	}

	protected function configure(): void {
		$this->setName('sprechstunde:versions')
			->setDescription('Lists the versions that were kept of an appointment (after a conflict or a restore), or puts one back')
			->addArgument('calendar', InputArgument::OPTIONAL, 'id or alias of the practice\'s calendar')
			->addArgument('uri', InputArgument::OPTIONAL, 'last part of the appointment\'s address')
			->addOption('restore', null, InputOption::VALUE_REQUIRED, 'id of the version to put back');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		try {
			$id = $input->getOption('restore');
			foreach (is_string($id) ? $this->restored($id) : $this->listed((string)$input->getArgument('calendar'), (string)$input->getArgument('uri')) as $line) {
				$output->writeln($line, OutputInterface::OUTPUT_PLAIN);
			}
			return self::SUCCESS;
		} catch (IssuesException $refusal) {
			$language = str_starts_with($this->config->getSystemValueString('default_language', 'en'), 'de') ? 'de' : 'en';
			foreach ($refusal->issues as $issue) {
				$output->writeln($issue->code . ' ' . ($issue->path ?? '') . ': ' . $issue->text($language), OutputInterface::OUTPUT_PLAIN);
			}
			return self::FAILURE;
		}
	}

	/** @return list<string> */
	private function restored(string $id): array {
		if (!ctype_digit($id) || strlen($id) > 18) {
			throw new IssuesException([new Issue('NOT_FOUND', 'version')]);
		}
		$this->restore->run((int)$id, 'occ');
		return ["version $id holds again"];
	}

	/** @return list<string> */
	private function listed(string $calendar, string $uri): array {
		$config = $this->store->get()?->calendar($calendar);
		$calendarId = $config === null ? null : $this->calendars->of($config);
		if ($calendarId === null) {
			throw new IssuesException([new Issue('CALENDAR_UNKNOWN', 'calendar')]);
		}
		$versions = $this->versions->of($calendarId, $uri);
		return $versions === [] ? ['no version was kept'] : array_map(self::line(...), $versions);
	}

	/** Nothing about the patient. */
	private static function line(Version $version): string {
		$writer = $version->actor === '' ? 'the system' : $version->actor;
		$fate = $version->overwrittenAt === 0 ? 'held' : 'replaced ' . Interval::iso($version->overwrittenAt);
		return "$version->id  written " . Interval::iso($version->writtenAt) . " by $writer" . ($version->role === '' ? '' : " ($version->role)") . "  $fate" . ($version->conflict ? '  conflict' : '');
	}
}
