<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Rest\RemoteAppointment;
use OCA\Sprechstunde\Rest\RemoteIds;
use OCP\IDBConnection;
use PHPUnit\Framework\TestCase;

final class RemoteIdsTest extends TestCase {
	private FakeTables $tables;
	private RemoteIds $ids;

	protected function setUp(): void {
		if (!interface_exists(IDBConnection::class)) {
			self::markTestSkipped('No Nextcloud is at hand.');
		}
		$this->tables = new FakeTables('CREATE TABLE sprechstunde_remote_ids (connection TEXT, uid TEXT, remote_id TEXT, sent_hash TEXT, creations INTEGER, revision INTEGER, occurred_at INTEGER)');
		$this->ids = new RemoteIds($this->tables->connection($this));
	}

	public function testACreationBeginsOnceAndIsKnownByItsNumber(): void {
		$this->row('', 0);
		$begun = $this->ids->begin(new RemoteAppointment('x', 'u'));
		self::assertSame(1, $begun?->creations);
		self::assertNull($this->ids->begin(new RemoteAppointment('x', 'u')), 'another worker has begun it');
		self::assertNotSame($begun?->idempotencyKey(), (new RemoteAppointment('x', 'u'))->idempotencyKey());
	}

	public function testWhatTheProgramHasToldMeanwhileIsNotForgotten(): void {
		$this->row('own-1', 0);
		self::assertNull($this->ids->begin(new RemoteAppointment('x', 'u')));
		self::assertSame('own-1', $this->tables->pdo->query('SELECT remote_id FROM sprechstunde_remote_ids')->fetchColumn());
	}

	public function testWhatWasDeletedThereIsMadeAnewWithAnotherKey(): void {
		$this->row('xc-7', 1);
		$known = new RemoteAppointment('x', 'u', 'xc-7', 'hash', 1);
		$begun = $this->ids->begin($known);
		self::assertSame(['', 2], [$begun?->remoteId, $begun?->creations]);
		self::assertNotSame($known->idempotencyKey(), $begun?->idempotencyKey());
	}

	private function row(string $remoteId, int $creations): void {
		$this->tables->add('sprechstunde_remote_ids', ['connection' => 'x', 'uid' => 'u', 'remote_id' => $remoteId, 'sent_hash' => '', 'creations' => $creations]);
	}
}
