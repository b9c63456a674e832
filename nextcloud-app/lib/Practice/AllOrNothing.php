<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use OCA\Sprechstunde\Provisioning\Patience;
use OCP\AppFramework\Db\TTransactional;
use OCP\IAppConfig;
use OCP\IDBConnection;

/** What takes several writes to the settings and what belongs to them: stored as a whole or not at all, so that whoever is told that nothing was stored may ask again. */
final class AllOrNothing {
	use TTransactional;

	public function __construct(
		private IDBConnection $db,
		private PracticeStore $store,
		private IAppConfig $config,
	) {
	}

	/**
	 * @template T
	 * @param \Closure(): T $work may be done again, where the database was locked
	 * @return T
	 */
	public function of(\Closure $work): mixed {
		return Patience::with(fn (): mixed => $this->attempt($work));
	}

	/**
	 * @template T
	 * @param \Closure(): T $work
	 * @return T
	 */
	private function attempt(\Closure $work): mixed {
		try {
			return $this->atomic(function () use ($work): mixed {
				$this->store->lock();
				return $work();
			}, $this->db);
		} catch (\Throwable $error) {
			// what was remembered of the writes is not stored
			$this->store->refresh();
			$this->config->clearCache();
			throw $error;
		}
	}
}
