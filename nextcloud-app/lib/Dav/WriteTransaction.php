<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Index\CalendarLock;
use OCP\IDBConnection;

/** One transaction around a DAV write, its first statement the calendars' lock rows: what is read afterwards holds until the end. */
final class WriteTransaction {
	private bool $open = false;
	private bool $lost = false;

	public function __construct(
		private IDBConnection $db,
		private CalendarLock $lock,
	) {
	}

	/** @param list<int> $calendarIds */
	public function begin(array $calendarIds): void {
		if ($this->open) {
			return;
		}
		$this->db->beginTransaction();
		$this->open = true;
		$this->lost = false;
		$this->lock->acquire($calendarIds);
	}

	/** @throws CommitFailed */
	public function commit(): void {
		if ($this->open) {
			try {
				$this->db->commit();
			} catch (\Throwable $error) {
				$this->rollBack();
				throw new CommitFailed($error->getMessage(), 0, $error);
			}
			$this->open = false;
		}
	}

	public function rollBack(): void {
		if ($this->open) {
			$this->open = false;
			// Doctrine forgets its transactions with the connection that they were on
			$this->lost = !$this->db->inTransaction();
			try {
				$this->db->rollBack();
			} catch (\Throwable) {
				// where the connection is lost the database has rolled back by itself
			}
		}
	}

	/** Whether it was gone before it was rolled back; what an error says then is of no use: a savepoint that isn't known, say. */
	public function wasLost(): bool {
		return $this->lost;
	}
}
