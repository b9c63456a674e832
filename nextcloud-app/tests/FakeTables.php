<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCP\DB\IPreparedStatement;
use OCP\DB\IResult;
use OCP\IDBConnection;
use PHPUnit\Framework\TestCase;

/** A database in memory for what the app asks in plain SQL, behind Nextcloud's interface. */
final class FakeTables {
	public const STATE = 'CREATE TABLE sprechstunde_state (object_id INTEGER PRIMARY KEY, calendar_id INTEGER, uri TEXT, actor TEXT DEFAULT \'\', kind TEXT DEFAULT \'appointment\', status TEXT, status_changed_at INTEGER DEFAULT 0, start_at INTEGER DEFAULT 0, deleted_at INTEGER DEFAULT 0, announced INTEGER DEFAULT 0)';

	public const DELIVERIES = 'CREATE TABLE sprechstunde_deliveries (id INTEGER PRIMARY KEY AUTOINCREMENT, event_id TEXT, target TEXT, uid TEXT DEFAULT \'\', kind TEXT DEFAULT \'changed\', state TEXT, calendar TEXT, uri TEXT, status TEXT, etag TEXT, old_calendar TEXT, last_error TEXT DEFAULT \'\', object_id INTEGER DEFAULT 0, calendar_id INTEGER DEFAULT 0, start_at INTEGER, end_at INTEGER, old_start INTEGER, old_end INTEGER, created_at INTEGER DEFAULT 0, due_at INTEGER DEFAULT 0, attempts INTEGER DEFAULT 0, last_status INTEGER DEFAULT 0, finished_at INTEGER DEFAULT 0)';

	public readonly \PDO $pdo;

	public function __construct(string ...$create) {
		$this->pdo = new \PDO('sqlite::memory:');
		array_map($this->pdo->exec(...), $create);
	}

	/** @param array<string, int|string> $row */
	public function add(string $table, array $row): void {
		$this->pdo->prepare("INSERT INTO $table (" . implode(', ', array_keys($row)) . ') VALUES (' . implode(', ', array_fill(0, count($row), '?')) . ')')->execute(array_values($row));
	}

	/** Skips the test where no Nextcloud is at hand, whose interfaces are put on here. */
	public function connection(TestCase $test): IDBConnection {
		if (!interface_exists(IDBConnection::class)) {
			$test::markTestSkipped('No Nextcloud is at hand.');
		}
		/** @var IDBConnection&\PHPUnit\Framework\MockObject\Stub $db */
		$db = (fn () => $this->createStub(IDBConnection::class))->call($test);
		$run = function (string $sql, array $params = [], array $types = []): \PDOStatement {
			$statement = $this->pdo->prepare(str_replace('*PREFIX*', '', $sql));
			foreach (array_values($params) as $index => $value) {
				$statement->bindValue($index + 1, $value, ($types[$index] ?? null) === \PDO::PARAM_INT || is_int($value) ? \PDO::PARAM_INT : \PDO::PARAM_STR);
			}
			$statement->execute();
			return $statement;
		};
		$answer = static function (\PDOStatement $statement) use ($test): IResult {
			$result = (fn () => $this->createStub(IResult::class))->call($test);
			$result->method('fetch')->willReturnCallback(static fn () => $statement->fetch(\PDO::FETCH_ASSOC));
			$result->method('fetchAll')->willReturnCallback(static fn () => $statement->fetchAll(\PDO::FETCH_ASSOC));
			$result->method('fetchOne')->willReturnCallback(static fn () => $statement->fetchColumn());
			return $result;
		};
		$db->method('prepare')->willReturnCallback(static function (string $sql, ?int $limit = null) use ($run, $answer, $test): IPreparedStatement {
			$prepared = (fn () => $this->createStub(IPreparedStatement::class))->call($test);
			$prepared->method('execute')->willReturnCallback(static fn (?array $params = null): IResult => $answer($run($sql . ($limit === null ? '' : " LIMIT $limit"), $params ?? [])));
			return $prepared;
		});
		$db->method('executeStatement')->willReturnCallback(static fn (string $sql, array $params = [], array $types = []): int => $run($sql, $params, $types)->rowCount());
		$db->method('executeQuery')->willReturnCallback(static fn (string $sql, array $params = [], array $types = []): IResult => $answer($run($sql, $params, $types)));
		$db->method('beginTransaction')->willReturnCallback(function (): void {
			$this->pdo->beginTransaction();
		});
		$db->method('commit')->willReturnCallback(function (): void {
			$this->pdo->commit();
		});
		$db->method('rollBack')->willReturnCallback(function (): void {
			$this->pdo->rollBack();
		});
		$db->method('inTransaction')->willReturnCallback(fn (): bool => $this->pdo->inTransaction());
		return $db;
	}
}
