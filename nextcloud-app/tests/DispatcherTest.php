<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Delivery\Deliverables;
use OCA\Sprechstunde\Delivery\Delivery;
use OCA\Sprechstunde\Delivery\DeliveryFailed;
use OCA\Sprechstunde\Delivery\DeliverySender;
use OCA\Sprechstunde\Delivery\Dispatcher;
use OCA\Sprechstunde\Delivery\GivenUpNotice;
use OCA\Sprechstunde\Delivery\Registry;
use OCA\Sprechstunde\Delivery\SendJob;
use OCA\Sprechstunde\Delivery\TargetGone;
use OCA\Sprechstunde\Practice\Admins;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\ActivityLog;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJobList;
use OCP\IAppConfig;
use OCP\IDBConnection;
use OCP\IGroupManager;
use OCP\IRequest;
use OCP\IUserManager;
use OCP\Notification\IManager;
use PHPUnit\Framework\TestCase;
use Psr\Container\ContainerInterface;
use Psr\Log\LoggerInterface;

/** What a run of the dispatcher makes of successes and failures. */
final class DispatcherTest extends TestCase {
	private const NOW = 1000;

	private FakeTables $tables;
	private IDBConnection $db;
	/** @var list<string> target and uid of what was sent */
	private array $sent = [];
	/** @var array<string, \Exception> what sending to a target ends with */
	private array $failures = [];
	/** @var list<?int> when further runs are due */
	private array $scheduled = [];

	protected function setUp(): void {
		if (!interface_exists(IDBConnection::class)) {
			self::markTestSkipped('No Nextcloud is at hand.');
		}
		$this->tables = new FakeTables(
			FakeTables::DELIVERIES, 'CREATE TABLE sprechstunde_document (name TEXT, json TEXT)',
			'CREATE TABLE sprechstunde_log (at INTEGER, level TEXT, code TEXT, object_id INTEGER, calendar_id INTEGER, uid TEXT, actor TEXT, role TEXT, way TEXT, params TEXT)',
		);
		$this->db = $this->tables->connection($this);
	}

	public function testWhatWaitedIsSentInTheSameRun(): void {
		$this->add('webhook:a', 'x', 'x', 'y');
		self::assertSame(3, $this->dispatched());
		self::assertSame(['webhook:a x', 'webhook:a y', 'webhook:a x'], $this->sent);
		self::assertSame(['done', 'done', 'done'], $this->column('state'));
		self::assertSame([], $this->scheduled);
	}

	public function testAFailureWaitsAndIsScheduledAgain(): void {
		$this->add('webhook:a', 'x');
		$this->failures['webhook:a'] = new DeliveryFailed('REFUSED', 503, 700);
		self::assertSame(0, $this->dispatched());
		self::assertSame([['pending'], [(string)(self::NOW + 700)], ['REFUSED'], ['1']], array_map($this->column(...), ['state', 'due_at', 'last_error', 'attempts']));
		self::assertSame([self::NOW + 700], $this->scheduled);
		self::assertSame(['DELIVERY_FAILED'], $this->logged());
	}

	public function testWhatIsFinalIsGivenUpAndFreesTheNext(): void {
		$this->add('webhook:a', 'x', 'x');
		$this->failures['webhook:a'] = new DeliveryFailed('GONE', 410, null, true);
		$this->dispatched();
		self::assertSame(['dead', 'dead'], $this->column('state'));
		self::assertSame(['DELIVERY_GIVEN_UP', 'DELIVERY_GIVEN_UP'], $this->logged());
	}

	public function testATargetThatDoesNotAnswerKeepsNobodyElseWaiting(): void {
		$this->add('webhook:silent', 'x', 'y', 'z');
		$this->add('webhook:a', 'x');
		$this->failures['webhook:silent'] = new DeliveryFailed('TIMED_OUT');
		self::assertSame(1, $this->dispatched());
		self::assertSame(['webhook:silent x', 'webhook:a x'], $this->sent);
	}

	public function testATargetThatIsGoneIsToldNothingAndTheRowGoes(): void {
		$this->add('webhook:a', 'x');
		$this->add('nobody:b', 'x');
		$this->failures['webhook:a'] = new TargetGone();
		$this->dispatched();
		self::assertSame([], $this->column('state'));
	}

	public function testAnErrorOfOursIsAFailureLikeAnother(): void {
		$this->add('webhook:a', 'x');
		$this->failures['webhook:a'] = new \RuntimeException('Erika Mustermann');
		$this->dispatched();
		self::assertSame([['pending'], ['INTERNAL']], array_map($this->column(...), ['state', 'last_error']), 'and its message is written nowhere');
	}

	private function add(string $target, string ...$uids): void {
		foreach ($uids as $uid) {
			$this->tables->add('sprechstunde_deliveries', ['event_id' => bin2hex(random_bytes(4)), 'target' => $target, 'uid' => $uid, 'state' => 'pending', 'created_at' => self::NOW, 'due_at' => self::NOW]);
		}
	}

	private function dispatched(): int {
		$send = function (Delivery $one): int {
			$this->sent[] = "$one->target $one->uid";
			return isset($this->failures[$one->target]) ? throw $this->failures[$one->target] : 200;
		};
		$sender = new class($send) implements DeliverySender {
			/** @param \Closure(Delivery): int $send */
			public function __construct(
				private \Closure $send,
			) {
			}

			public function handles(string $target): bool {
				return str_starts_with($target, 'webhook:');
			}

			public function send(Delivery $delivery): int {
				return ($this->send)($delivery);
			}
		};
		$container = $this->createStub(ContainerInterface::class);
		$container->method('get')->willReturn($sender);
		$time = $this->createStub(ITimeFactory::class);
		$time->method('getTime')->willReturn(self::NOW);
		$jobs = $this->createStub(IJobList::class);
		$jobs->method('scheduleAfter')->willReturnCallback(function (string $job, int $at): void {
			self::assertSame(SendJob::class, $job);
			$this->scheduled[] = $at;
		});
		$store = new PracticeStore($this->db, $this->createStub(IAppConfig::class));
		[$groups, $users] = [$this->createStub(IGroupManager::class), $this->createStub(IUserManager::class)];
		$notice = new GivenUpNotice(new Admins($store, new RoleResolver($store, $groups, $users), $groups, $users), $this->createStub(IManager::class), $time);
		return (new Dispatcher(
			new Deliverables($this->db), new Registry($container), $store, new CalendarIds($store, $this->db), new ActivityLog($this->db, $this->createStub(IRequest::class), $time),
			$notice, $jobs, $time, $this->createStub(LoggerInterface::class),
		))->run();
	}

	/** @return list<string> of all rows */
	private function column(string $name): array {
		return array_map(strval(...), $this->tables->pdo->query("SELECT $name FROM sprechstunde_deliveries ORDER BY id")->fetchAll(\PDO::FETCH_COLUMN));
	}

	/** @return list<string> */
	private function logged(): array {
		return $this->tables->pdo->query('SELECT code FROM sprechstunde_log')->fetchAll(\PDO::FETCH_COLUMN);
	}
}
