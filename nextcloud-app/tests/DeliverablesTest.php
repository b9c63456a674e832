<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Delivery\Deliverables;
use OCA\Sprechstunde\Delivery\Delivery;
use OCA\Sprechstunde\Delivery\DeliveryFailed;
use OCA\Sprechstunde\Delivery\TargetFigures;
use OCP\IDBConnection;
use PHPUnit\Framework\TestCase;

/** The table of deliveries: its order, who may take one, what is told of it. */
final class DeliverablesTest extends TestCase {
	private FakeTables $tables;
	private IDBConnection $db;
	private Deliverables $table;

	protected function setUp(): void {
		if (!interface_exists(IDBConnection::class)) {
			self::markTestSkipped('No Nextcloud is at hand.');
		}
		$this->tables = new FakeTables(FakeTables::DELIVERIES);
		$this->db = $this->tables->connection($this);
		$this->table = new Deliverables($this->db);
	}

	public function testOfOneAppointmentATargetHearsOneAfterTheOther(): void {
		foreach ([['webhook:a', 'x'], ['webhook:a', 'x'], ['webhook:b', 'x'], ['webhook:a', 'y']] as [$target, $uid]) {
			$this->table->add(self::delivery($target, $uid));
		}
		self::assertSame([1, 3, 4], $this->due(100), 'the second waits for the first, others for nobody');
		$this->table->retry($this->first(), new DeliveryFailed('REFUSED', 500), 500);
		self::assertSame([3, 4], $this->due(100));
		$this->table->dead($this->one(1, 500), new DeliveryFailed('GONE', 410, null, true), 500);
		self::assertSame([2, 3, 4], $this->due(500), 'what was given up holds nothing back');
	}

	public function testOneWorkerTakesItAndAnotherOnlyAfterItsLease(): void {
		$this->table->add(self::delivery('webhook:a', 'x'));
		$one = $this->first();
		self::assertTrue($this->table->claim($one, 100));
		self::assertFalse($this->table->claim($one, 100));
		self::assertSame([], $this->due(219));
		self::assertSame(220, $this->table->nextDue());
		$again = $this->first(220);
		self::assertSame(1, $again->attempts, 'one that nobody finished counts');
		self::assertTrue($this->table->claim($again, 220));
		$this->table->done($again, 204, 221);
		self::assertNull($this->table->nextDue());
		self::assertFalse($this->table->claim($again, 999));
	}

	public function testWhatIsOldOrOfATargetThatIsGoneGoes(): void {
		foreach (['webhook:a', 'webhook:b', 'webhook:c'] as $target) {
			$this->table->add(self::delivery($target, 'x'));
		}
		$this->table->done($this->first(), 200, 100);
		$this->table->removeTarget('webhook:b');
		$this->table->removeOld('done', 101);
		self::assertSame([3], $this->due(100));
		$this->table->drop($this->first());
		self::assertSame([], $this->due(100));
	}

	public function testTheFiguresOfAllTargetsAreOneQuestion(): void {
		foreach ([
			['webhook:a', 'done', 90, 200, ''], ['webhook:a', 'done', 95, 204, ''], ['webhook:a', 'dead', 97, 0, 'TIMED_OUT'], ['webhook:a', 'dead', 97, 410, 'GONE'],
			['webhook:a', 'pending', 0, 500, 'REFUSED'], ['webhook:a', 'sending', 99, 0, ''], ['rest:x', 'done', 99, 201, ''],
		] as $index => [$target, $state, $finishedAt, $status, $error]) {
			$this->tables->add('sprechstunde_deliveries', ['event_id' => "e$index", 'target' => $target, 'state' => $state, 'created_at' => 50 + $index, 'finished_at' => $finishedAt, 'last_status' => $status, 'last_error' => $error]);
		}
		$figures = new TargetFigures($this->db);
		self::assertSame(['waiting' => 2, 'dead' => 2, 'waitingSince' => 54, 'lastSent' => ['at' => '1970-01-01T00:01:35Z', 'status' => 204], 'lastGivenUp' => ['at' => '1970-01-01T00:01:37Z', 'status' => 410, 'reason' => 'GONE']], $figures->all()['webhook:a']);
		self::assertSame(['waiting' => 0, 'dead' => 0, 'lastSent' => ['at' => '1970-01-01T00:01:39Z', 'status' => 201], 'lastGivenUp' => null], $figures->of('rest:x'));
		self::assertSame(['waiting' => 0, 'dead' => 0, 'lastSent' => null, 'lastGivenUp' => null], $figures->of('rest:nobody'));
	}

	private static function delivery(string $target, string $uid): Delivery {
		return new Delivery(0, 'evt_' . bin2hex(random_bytes(4)), $target, $uid, 1, 2, 'dr-mueller', "$uid.ics", 'changed', 'CONFIRMED', 10, 20, '"e"', '', 0, 0, 50);
	}

	/** @return list<int> */
	private function due(int $now): array {
		$ids = array_map(static fn (Delivery $one): int => $one->id, $this->table->due($now, 50));
		sort($ids);
		return $ids;
	}

	private function one(int $id, int $now): Delivery {
		return array_values(array_filter($this->table->due($now, 50), static fn (Delivery $one): bool => $one->id === $id))[0] ?? self::fail("$id is not due");
	}

	private function first(int $now = 100): Delivery {
		return $this->table->due($now, 1)[0] ?? self::fail('nothing is due');
	}
}
