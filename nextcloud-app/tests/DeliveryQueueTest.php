<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Delivery\DeliveryQueue;
use OCA\Sprechstunde\Delivery\GivenUpNotice;
use OCA\Sprechstunde\Delivery\SendJob;
use OCA\Sprechstunde\Practice\Admins;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJobList;
use OCP\IAppConfig;
use OCP\IDBConnection;
use OCP\IGroupManager;
use OCP\IRequest;
use OCP\IUserManager;
use OCP\Notification\IManager;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\Tests\Samples;

/** All that wait or were given up, sent again with one button. */
final class DeliveryQueueTest extends TestCase {
	private const NOW = 1000;

	protected function setUp(): void {
		if (!interface_exists(IDBConnection::class)) {
			self::markTestSkipped('No Nextcloud is at hand.');
		}
	}

	public function testOnlyWhatSomebodyIsToldAndNobodyIsSendingNow(): void {
		$tables = new FakeTables(
			FakeTables::DELIVERIES, 'CREATE TABLE sprechstunde_document (name TEXT, json TEXT)',
			'CREATE TABLE sprechstunde_log (at INTEGER, level TEXT, code TEXT, object_id INTEGER, calendar_id INTEGER, uid TEXT, actor TEXT, role TEXT, way TEXT, params TEXT)',
		);
		foreach ([['webhook:a', 'dead'], ['webhook:a', 'pending'], ['webhook:a', 'sending'], ['webhook:a', 'done'], ['webhook:off', 'dead'], ['rest:gone', 'dead']] as [$target, $state]) {
			$tables->add('sprechstunde_deliveries', ['event_id' => bin2hex(random_bytes(4)), 'target' => $target, 'state' => $state, 'attempts' => 7, 'created_at' => 1, 'due_at' => 5000]);
		}
		$webhook = static fn (string $id, bool $active): array => ['id' => $id, 'name' => "Empfang $id", 'url' => 'https://empfang.example/', 'events' => ['created'], 'calendars' => [], 'active' => $active];
		$practice = Practice::trusted(['webhooks' => [$webhook('a', true), $webhook('off', false)]] + Samples::practiceData());
		$jobs = $this->createMock(IJobList::class);
		$jobs->expects(self::once())->method('add')->with(SendJob::class);
		self::assertSame(['webhook:a' => 2], $this->queue($tables->connection($this), $jobs)->retryAll($practice, new Writer('lea', Role::Admin)));
		self::assertSame(
			['webhook:a pending 0 1000 1000', 'webhook:a pending 0 1000 1000', 'webhook:a sending 7 5000 0', 'webhook:a done 7 5000 0', 'webhook:off dead 7 5000 0', 'rest:gone dead 7 5000 0'],
			$tables->pdo->query("SELECT target || ' ' || state || ' ' || attempts || ' ' || due_at || ' ' || finished_at FROM sprechstunde_deliveries ORDER BY id")->fetchAll(\PDO::FETCH_COLUMN),
		);
		self::assertSame(['DELIVERY_RETRIED lea {"target":"Empfang a"}'], $tables->pdo->query("SELECT code || ' ' || actor || ' ' || params FROM sprechstunde_log")->fetchAll(\PDO::FETCH_COLUMN));
	}

	private function queue(IDBConnection $db, IJobList $jobs): DeliveryQueue {
		$time = $this->createStub(ITimeFactory::class);
		$time->method('getTime')->willReturn(self::NOW);
		$store = new PracticeStore($db, $this->createStub(IAppConfig::class));
		[$groups, $users] = [$this->createStub(IGroupManager::class), $this->createStub(IUserManager::class)];
		$roles = new RoleResolver($store, $groups, $users);
		return new DeliveryQueue(
			$db, $store, new CalendarIds($store, $db), new PracticePaths($store), new ActivityLog($db, $this->createStub(IRequest::class), $time),
			new GivenUpNotice(new Admins($store, $roles, $groups, $users), $this->createStub(IManager::class), $time), $jobs, $time,
		);
	}
}
