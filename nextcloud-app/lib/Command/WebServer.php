<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Command;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\IURLGenerator;
use Sprechstunde\Core\Addresses;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

/** `occ sprechstunde:web-server nginx|apache`: what the website's web server needs to serve `/caldav/`. */
final class WebServer extends Command {
	public function __construct(
		private PracticeStore $store,
		private IURLGenerator $urls,
	) {
		parent::__construct();
	}

	protected function configure(): void {
		$this->setName('sprechstunde:web-server')
			->setDescription('Prints what the web server of the website needs to serve /caldav/')
			->addArgument('server', InputArgument::REQUIRED, implode(' or ', array_keys(Addresses::table()['webServers'])))
			->addOption('website', null, InputOption::VALUE_REQUIRED, 'host of the website; without it the one of the page for patients\' links')
			->addOption('nextcloud', null, InputOption::VALUE_REQUIRED, 'address by which the web server reaches Nextcloud; without it Nextcloud\'s own (overwrite.cli.url)');
	}

	protected function execute(InputInterface $input, OutputInterface $output): int {
		$server = (string)$input->getArgument('server');
		$website = $input->getOption('website') ?? self::hostOf($this->store->get()?->website()['manageUrl'] ?? '');
		if (!isset(Addresses::table()['webServers'][$server]) || $website === '') {
			$output->writeln($website === '' ? 'Name the website: --website=www.example.org' : 'Known are ' . implode(' and ', array_keys(Addresses::table()['webServers'])));
			return self::INVALID;
		}
		$text = Addresses::webServer($server, (string)$website, (string)($input->getOption('nextcloud') ?? $this->urls->getAbsoluteURL('')));
		$output->write($text ?? "A website is a host like www.example.org, Nextcloud an address like https://cloud.example.org\n", false, OutputInterface::OUTPUT_RAW);
		return $text === null ? self::INVALID : self::SUCCESS;
	}

	private static function hostOf(string $url): string {
		$parts = parse_url($url);
		return is_array($parts) ? ($parts['host'] ?? '') . (isset($parts['port']) ? ":{$parts['port']}" : '') : '';
	}
}
