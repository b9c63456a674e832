<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCP\IAppConfig;

/** Until when everything that repeats has been followed. Where the job that follows it further doesn't run, bookings end there instead of meeting what nobody looked for. */
final class IndexedHorizon {
	private const APP = 'sprechstunde';
	private const KEY = 'indexed_until';

	public function __construct(
		private IAppConfig $config,
	) {
	}

	/** Epoch seconds; 0 where nothing was indexed yet. */
	public function get(): int {
		return $this->config->getValueInt(self::APP, self::KEY);
	}

	/** What was followed once stays so. */
	public function raise(int $until): void {
		if ($until > $this->get()) {
			$this->config->setValueInt(self::APP, self::KEY, $until);
		}
	}
}
