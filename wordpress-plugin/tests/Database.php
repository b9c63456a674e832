<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

/** WordPress's database class, as far as our stores use it, on SQLite in memory. */
class wpdb { // phpcs:ignore
	public string $prefix = 'wp_';
	private \PDO $pdo;

	public function __construct() {
		$this->pdo = new \PDO('sqlite::memory:');
		$this->pdo->exec('CREATE TABLE wp_sprechstunde_requests (id TEXT PRIMARY KEY, content TEXT, requested_at INTEGER, started_at INTEGER, answer TEXT)');
		$this->pdo->exec('CREATE TABLE wp_sprechstunde_counters (bucket TEXT, window_start INTEGER, hits INTEGER, PRIMARY KEY (bucket, window_start))');
		$this->pdo->exec('CREATE TABLE wp_sprechstunde_answers (name TEXT PRIMARY KEY, body TEXT, fetched_at INTEGER, claimed_at INTEGER, failed_at INTEGER)');
	}

	public function prepare(string $sql, string|int ...$values): string {
		return (string)preg_replace_callback('/%[sd%]/', function (array $match) use (&$values): string {
			return match ($match[0]) {
				'%%' => '%',
				'%d' => (string)(int)array_shift($values),
				default => $this->pdo->quote((string)array_shift($values)),
			};
		}, $sql);
	}

	public function query(string $sql): int|false {
		$sql = str_replace(['INSERT IGNORE', 'ON DUPLICATE KEY UPDATE'], ['INSERT OR IGNORE', 'ON CONFLICT DO UPDATE SET'], $sql);
		return $this->pdo->exec($sql);
	}

	/** @return array<string, mixed>|null */
	public function get_row(string $sql, string $output = ARRAY_A): ?array {
		$statement = $this->pdo->query($sql);
		$row = $statement === false ? false : $statement->fetch(\PDO::FETCH_ASSOC);
		return is_array($row) ? $row : null;
	}

	public function get_var(string $sql): mixed {
		$row = $this->get_row($sql);
		return $row === null ? null : reset($row);
	}

	public function esc_like(string $text): string {
		return $text;
	}
}
