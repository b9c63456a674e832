<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use OCP\DB\Exception;

/** Tells a database that can't do its work now from a statement that was wrong. */
final class StorageFault {
	/** Seconds after which asking again may help. */
	public const RETRY_AFTER = 30;

	/** What passes without anybody changing the software: gone, locked, full, read-only. */
	private const PASSING = [
		Exception::REASON_CONNECTION_LOST, Exception::REASON_DEADLOCK, Exception::REASON_LOCK_WAIT_TIMEOUT,
		Exception::REASON_DRIVER, Exception::REASON_SERVER,
	];

	public static function is(\Throwable $error): bool {
		for ($cause = $error; $cause !== null; $cause = $cause->getPrevious()) {
			if ($cause instanceof Exception) {
				return in_array($cause->getReason(), self::PASSING, true);
			}
			if ($cause instanceof TransactionLost || $cause instanceof \PDOException || $cause instanceof \Doctrine\DBAL\ConnectionException || get_class($cause) === \Doctrine\DBAL\Exception::class) {
				return true;
			}
		}
		return false;
	}
}
