<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

/** Says whether the write under way came through our DAV plugin, which judged it. The listener lets others write only where the rules bind them to nothing. */
final class WritePass {
	private int $granted = 0;

	public function grant(): void {
		$this->granted++;
	}

	public function revoke(): void {
		$this->granted = max(0, $this->granted - 1);
	}

	public function isGranted(): bool {
		return $this->granted > 0;
	}
}
