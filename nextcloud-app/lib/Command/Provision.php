<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Command;

use OCA\Sprechstunde\Provisioning\Provisioner;
use OCP\IConfig;
use Sprechstunde\Core\IssuesException;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Output\OutputInterface;

/** `occ sprechstunde:provision FILE.json`: sets the practice up; can be repeated. */
final class Provision extends Command {
	public function __construct(
		private Provisioner $provisioner,
		private IConfig $config,
	) {
		parent::__construct();
	}

	protected function configure(): void {
		$this->setName('sprechstunde:provision')
			->setDescription('Sets the practice up from its configuration: groups, calendars, shares; can be repeated')
			->addArgument('file', InputArgument::REQUIRED, 'the practice configuration as JSON; - reads standard input');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		/** @var string $file */
		$file = $input->getArgument('file');
		$text = $file === '-' ? stream_get_contents(STDIN) : (is_file($file) ? file_get_contents($file) : false);
		if ($text === false) {
			return self::refuse($output, "$file can not be read");
		}
		$document = json_decode($text, true, 64);
		if (!is_array($document)) {
			return self::refuse($output, "$file holds no JSON object: " . (json_last_error() === JSON_ERROR_NONE ? 'it is another value' : json_last_error_msg()));
		}
		try {
			$done = $this->provisioner->apply($document);
		} catch (IssuesException $refusal) {
			$language = str_starts_with($this->config->getSystemValueString('default_language', 'en'), 'de') ? 'de' : 'en';
			foreach ($refusal->issues as $issue) {
				self::refuse($output, $issue->code . ' ' . ($issue->path ?? '') . ': ' . $issue->text($language));
			}
			return self::FAILURE;
		}
		foreach ($done === [] ? ['nothing was to be done'] : $done as $line) {
			$output->writeln($line, OutputInterface::OUTPUT_PLAIN);
		}
		return self::SUCCESS;
	}

	private static function refuse(OutputInterface $output, string $line): int {
		$output->writeln($line, OutputInterface::OUTPUT_PLAIN);
		return self::FAILURE;
	}
}
