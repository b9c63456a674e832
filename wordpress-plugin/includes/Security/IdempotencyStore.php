<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Security;

use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Storage\Tables;

/** Requests in a table of their own: hashes under a key, no patient's data. One row is claimed by one INSERT, so that of parallel retries one goes on. */
final class IdempotencyStore implements RequestStore {
	/** Seconds after which a try that neither finished nor failed is taken to be dead: longer than a PUT and its GET may take. */
	private const ABANDONED = 60;

	public function __construct(
		private readonly \wpdb $database,
		private readonly Keys $keys,
	) {
	}

	public function begin(string $key, string $content, int $now): Attempt {
		$table = Tables::requests($this->database);
		$id = $this->keys->fingerprint('idempotency', $key);
		$hash = $this->keys->fingerprint('content', $content);
		$random = substr(hash_hmac('sha256', $key, $this->keys->derive('uid'), true), 0, 16);
		$claimed = $this->run("INSERT IGNORE INTO $table (id, content, requested_at, started_at, answer) VALUES (%s, %s, %d, %d, '')", $id, $hash, $now, $now);
		if ($claimed === 1) {
			return new Attempt($id, $now, $random);
		}
		$row = $this->row($id);
		if ($row === null) {
			throw $this->inProgress();
		}
		if (!hash_equals($row['content'], $hash)) {
			throw new IssuesException([new Issue('IDEMPOTENCY_KEY_REUSED')]);
		}
		$requestedAt = (int)$row['requested_at'];
		if ($row['answer'] !== '') {
			$answer = json_decode($row['answer'], true, 16, JSON_THROW_ON_ERROR);
			/** @var array<string, mixed> $answer */
			return new Attempt($id, $requestedAt, $random, true, $answer);
		}
		$started = (int)$row['started_at'];
		if ($started > $now - self::ABANDONED || $this->run("UPDATE $table SET started_at = %d WHERE id = %s AND started_at = %d AND answer = ''", $now, $id, $started) !== 1) {
			throw $this->inProgress();
		}
		return new Attempt($id, $requestedAt, $random, true);
	}

	public function finish(Attempt $attempt, array $answer): void {
		$this->run('UPDATE ' . Tables::requests($this->database) . ' SET answer = %s WHERE id = %s', json_encode($answer, JSON_THROW_ON_ERROR), $attempt->id);
	}

	public function forget(Attempt $attempt): void {
		$this->run('DELETE FROM ' . Tables::requests($this->database) . " WHERE id = %s AND answer = ''", $attempt->id);
	}

	public function release(Attempt $attempt): void {
		$this->run('UPDATE ' . Tables::requests($this->database) . " SET started_at = 0 WHERE id = %s AND answer = ''", $attempt->id);
	}

	private function run(string $sql, string|int ...$values): int {
		// @phpstan-ignore argument.type (the table's name is ours, the values go through prepare)
		$rows = $this->database->query((string)$this->database->prepare($sql, ...$values));
		if ($rows === false) {
			throw new \RuntimeException('the request could not be recorded');
		}
		return (int)$rows;
	}

	/** @return array{content: string, requested_at: string, started_at: string, answer: string}|null */
	private function row(string $id): ?array {
		// @phpstan-ignore argument.type
		$row = $this->database->get_row((string)$this->database->prepare('SELECT content, requested_at, started_at, answer FROM ' . Tables::requests($this->database) . ' WHERE id = %s', $id), ARRAY_A);
		/** @var array{content: string, requested_at: string, started_at: string, answer: string}|null */
		return is_array($row) ? $row : null;
	}

	private function inProgress(): IssuesException {
		return new IssuesException([new Issue('REQUEST_IN_PROGRESS')]);
	}
}
