<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Storage;

use Sprechstunde\WordPress\Relay\ServerFailure;

/**
 * Nextcloud's answers, kept for a moment. Where one has grown old, one visitor fetches it anew and the others get the old one,
 * or wait for the first; after a failure nobody asks again for some seconds, so that an outage doesn't bind every PHP worker.
 */
final class AnswerCache {
	/** Seconds */
	private const CLAIM = 12;
	private const PAUSE_AFTER_FAILURE = 5;
	/** Tenths of a second that a visitor waits for another one's fetch */
	private const PATIENCE = 40;

	public function __construct(
		private readonly \wpdb $database,
	) {
	}

	/**
	 * @param string $name at most 150 characters
	 * @param int $fresh seconds for which the answer is given without a question
	 * @param int $stale seconds for which it may be given while another request fetches it
	 * @param callable(): array<string, mixed> $fetch
	 * @return array<string, mixed>
	 * @throws ServerFailure as $fetch does, or where it did a moment ago
	 */
	public function get(string $name, int $fresh, int $stale, callable $fetch): array {
		for ($waited = 0; ; $waited++) {
			$now = time();
			$entry = $this->read($name);
			if ($entry !== null && $entry['body'] !== '' && $entry['fetched_at'] > $now - $fresh) {
				return self::decode($entry['body']);
			}
			if ($entry !== null && $entry['failed_at'] > $now - self::PAUSE_AFTER_FAILURE) {
				throw new ServerFailure('the last question failed a moment ago');
			}
			if ($this->claim($name, $entry, $now)) {
				return $this->fetch($name, $fetch);
			}
			if ($entry !== null && $entry['body'] !== '' && $entry['fetched_at'] > $now - $stale) {
				return self::decode($entry['body']);
			}
			if ($waited >= self::PATIENCE) {
				throw new ServerFailure('another request has been fetching this for too long');
			}
			usleep(100_000);
		}
	}

	/** @return array<string, mixed>|null the last good answer, however old */
	public function last(string $name): ?array {
		$entry = $this->read($name);
		return $entry === null || $entry['body'] === '' ? null : self::decode($entry['body']);
	}

	/** @param string $prefix of the names; their answers are fetched anew when next asked for */
	public function expire(string $prefix): void {
		$table = Tables::answers($this->database);
		// @phpstan-ignore-next-line (the table's name is ours)
		$this->database->query($this->database->prepare("UPDATE $table SET fetched_at = 0, failed_at = 0, claimed_at = 0 WHERE name LIKE %s", $this->database->esc_like($prefix) . '%'));
	}

	/**
	 * @param callable(): array<string, mixed> $fetch
	 * @return array<string, mixed>
	 */
	private function fetch(string $name, callable $fetch): array {
		$table = Tables::answers($this->database);
		try {
			$data = $fetch();
		} catch (ServerFailure $failure) {
			// @phpstan-ignore-next-line
			$this->database->query($this->database->prepare("UPDATE $table SET failed_at = %d, claimed_at = 0 WHERE name = %s", time(), $name));
			throw $failure;
		} catch (\Throwable $other) {
			// @phpstan-ignore-next-line
			$this->database->query($this->database->prepare("UPDATE $table SET claimed_at = 0 WHERE name = %s", $name));
			throw $other;
		}
		// @phpstan-ignore-next-line
		$this->database->query($this->database->prepare("UPDATE $table SET body = %s, fetched_at = %d, claimed_at = 0, failed_at = 0 WHERE name = %s", json_encode($data, JSON_THROW_ON_ERROR), time(), $name));
		return $data;
	}

	/** @param array{body: string, fetched_at: int, claimed_at: int, failed_at: int}|null $entry */
	private function claim(string $name, ?array $entry, int $now): bool {
		$table = Tables::answers($this->database);
		$sql = $entry === null
			// @phpstan-ignore-next-line
			? $this->database->prepare("INSERT IGNORE INTO $table (name, body, fetched_at, claimed_at, failed_at) VALUES (%s, '', 0, %d, 0)", $name, $now)
			// @phpstan-ignore-next-line
			: $this->database->prepare("UPDATE $table SET claimed_at = %d WHERE name = %s AND claimed_at = %d AND claimed_at < %d", $now, $name, $entry['claimed_at'], $now - self::CLAIM);
		return (int)$this->database->query((string)$sql) === 1;
	}

	/** @return array{body: string, fetched_at: int, claimed_at: int, failed_at: int}|null */
	private function read(string $name): ?array {
		// @phpstan-ignore-next-line
		$row = $this->database->get_row($this->database->prepare('SELECT body, fetched_at, claimed_at, failed_at FROM ' . Tables::answers($this->database) . ' WHERE name = %s', $name), ARRAY_A);
		return is_array($row)
			? ['body' => (string)$row['body'], 'fetched_at' => (int)$row['fetched_at'], 'claimed_at' => (int)$row['claimed_at'], 'failed_at' => (int)$row['failed_at']]
			: null;
	}

	/** @return array<string, mixed> */
	private static function decode(string $body): array {
		/** @var array<string, mixed> */
		return json_decode($body, true, 32, JSON_THROW_ON_ERROR);
	}
}
