<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Index\CalendarLock;
use OCP\IDBConnection;

/** One transaction around a DAV write, its first statement the calendars' lock rows: what is read afterwards holds until the end. */
final class WriteTransaction {
	private bool $open = false;

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
			try {
				$this->db->rollBack();
			} catch (\Throwable) {
				// where the connection is lost the database has rolled back by itself
			}
		}
	}
}
