<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Live;

use OCA\Sprechstunde\Outbox\RequestNotice;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\StateRow;
use OCP\IDBConnection;
use Psr\Container\ContainerInterface;
use Psr\Log\LoggerInterface;

/**
 * Has the team hear of what a request has changed, once for all of it. Told when the request ends, by what is stored then: a write
 * waits for none of it, and none of it can make a write fail.
 */
final class ChangeNotice {
	private bool $isNoted = false;
	/** @var array<int, true> objects that were or are a request */
	private array $requests = [];

	public function __construct(
		private EndOfRequest $end,
		private ContainerInterface $container,
	) {
	}

	/**
	 * Within the transaction of a write.
	 *
	 * @param ?StateRow $before null: the object is new
	 * @param ?StateRow $after null: it is deleted
	 */
	public function note(?StateRow $before, ?StateRow $after): void {
		foreach ([$before, $after] as $row) {
			if ($row !== null && $row->status === 'TENTATIVE') {
				$this->requests[$row->objectId] = true;
			}
		}
		if (!$this->isNoted) {
			$this->isNoted = true;
			$this->end->then($this->tell(...));
		}
	}

	/** Never throws; what could not be told now, the jobs tell. */
	public function tell(): void {
		if (!$this->isNoted) {
			return;
		}
		$requests = array_keys($this->requests);
		[$this->isNoted, $this->requests] = [false, []];
		try {
			// the request ended amid the write, which came to nothing
			if ($this->container->get(IDBConnection::class)->inTransaction()) {
				return;
			}
			$practice = $this->container->get(PracticeStore::class)->get();
			if ($practice !== null) {
				$this->container->get(TeamPush::class)->changed($practice);
				$this->container->get(RequestNotice::class)->about($requests, $practice);
			}
		} catch (\Throwable $error) {
			$this->log($error);
		}
	}

	/** By its class only: messages can name patients. */
	private function log(\Throwable $error): void {
		try {
			$this->container->get(LoggerInterface::class)->warning('Sprechstunde could not tell the team of a change: {error}', ['app' => 'sprechstunde', 'error' => $error::class]);
		} catch (\Throwable) {
			// nothing is left to tell it to
		}
	}
}
