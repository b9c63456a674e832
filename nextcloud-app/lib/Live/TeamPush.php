<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Live;

use OCA\Sprechstunde\Practice\Members;
use OCP\App\IAppManager;
use Psr\Container\ContainerInterface;
use Psr\Log\LoggerInterface;
use Sprechstunde\Core\Practice;

/** Lets the team's open pages know, where Nextcloud's “Client Push” (notify_push) is there, that something has changed: not what, and nothing about patients. */
final class TeamPush {
	/** The event's name, as the pages listen for it. */
	public const MESSAGE = 'sprechstunde_changed';

	private const APP = 'notify_push';
	/** Resolved by name: the app need not be there. */
	private const QUEUE = 'OCA\NotifyPush\Queue\IQueue';

	public function __construct(
		private IAppManager $apps,
		private Members $members,
		private ContainerInterface $container,
		private LoggerInterface $logger,
	) {
	}

	/** Never throws: a queue that is away must not keep the team from being told in other ways. */
	public function changed(Practice $practice): void {
		try {
			$push = $this->queue();
			if ($push === null) {
				return;
			}
			foreach ($this->members->team($practice) as $account) {
				$push('notify_custom', ['user' => $account, 'message' => self::MESSAGE]);
			}
		} catch (\Throwable $error) {
			$this->logger->warning('Sprechstunde could not push that something has changed: {error}', ['app' => 'sprechstunde', 'error' => $error::class]);
		}
	}

	/** @return ?\Closure(string, array<string, string>): void its `push` */
	private function queue(): ?\Closure {
		if (!$this->apps->isEnabledForAnyone(self::APP)) {
			return null;
		}
		// a CalDAV request loads few apps
		$this->apps->loadApp(self::APP);
		$push = [$this->container->get(self::QUEUE), 'push'];
		return is_callable($push) ? $push(...) : null;
	}
}
