<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use Sabre\VObject\Component\VCalendar;

/**
 * Says whether the write under way came through a way of ours that judged it, and in whose name where that isn't the account that is
 * signed in. The listener lets others write only where the rules bind them to nothing.
 */
final class WritePass {
	private int $granted = 0;
	private ?Writer $writer = null;
	private ?string $replaced = null;
	private ?VCalendar $before = null;

	/** @param ?Writer $writer who writes, where it isn't the signed-in account: a patient, a command */
	public function grant(?Writer $writer = null): void {
		$this->granted++;
		$this->writer = $writer;
	}

	public function revoke(): void {
		$this->granted = max(0, $this->granted - 1);
		$this->writer = null;
		$this->replaced = null;
		$this->before = null;
	}

	/**
	 * Grants for one write in somebody's name.
	 *
	 * @param \Closure(): mixed $write
	 * @param ?string $replaced as for `replace`, with $before; null: it is said meanwhile, or nothing is replaced
	 */
	public function during(Writer $writer, \Closure $write, ?string $replaced = null, ?VCalendar $before = null): void {
		$this->grant($writer);
		try {
			if ($replaced !== null) {
				$this->replace($replaced, $before);
			}
			$write();
		} finally {
			$this->revoke();
		}
	}

	public function isGranted(): bool {
		return $this->granted > 0;
	}

	public function writer(): ?Writer {
		return $this->writer;
	}

	/**
	 * @param string $stored iCalendar that the write under way is about to replace
	 * @param ?VCalendar $before the same, read; null where it can't be
	 */
	public function replace(string $stored, ?VCalendar $before): void {
		$this->replaced = $stored;
		$this->before = $before;
	}

	/** Like `replaced`, to be read only. */
	public function before(): ?VCalendar {
		return $this->before;
	}

	/** Null where the write came by a way that doesn't show it. */
	public function replaced(): ?string {
		return $this->replaced;
	}
}
