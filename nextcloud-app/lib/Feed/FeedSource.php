<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Feed;

use Sprechstunde\Core\Pvs\MapContext;

/** One calendar in a feed, and how much of it its reader sees. */
final readonly class FeedSource {
	/**
	 * @param bool $isOwner sees private entries
	 * @param bool $isWriter sees what confidential entries say, as Nextcloud shows it to whoever may write
	 * @param ?MapContext $shown by which map its reader sees appointments; null: as they are stored
	 */
	public function __construct(
		public int $calendarId,
		public bool $isOwner = false,
		public bool $isWriter = false,
		public ?MapContext $shown = null,
	) {
	}

	public function key(): string {
		return $this->calendarId . ($this->isOwner ? 'o' : '') . ($this->isWriter ? 'w' : '') . ($this->shown === null ? '' : 'm' . $this->shown->key());
	}
}
