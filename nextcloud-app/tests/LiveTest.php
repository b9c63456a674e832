<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Live\ChangeNotice;
use OCA\Sprechstunde\Live\EndOfRequest;
use OCA\Sprechstunde\Live\TeamPush;
use OCA\Sprechstunde\Outbox\RequestNotice;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\Announced;
use OCA\Sprechstunde\Record\StateRow;
use OCP\App\IAppManager;
use OCP\IAppConfig;
use OCP\IDBConnection;
use OCP\Notification\IManager;
use PHPUnit\Framework\TestCase;
use Psr\Container\ContainerInterface;
use Psr\Log\LoggerInterface;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Tests\Samples;

require_once __DIR__ . '/FakeTables.php';
require_once __DIR__ . '/FakeTeam.php';

/** What the team hears of at the end of a request, and that none of it can harm the request. */
final class LiveTest extends TestCase {
	private FakeTables $tables;
	private Practice $practice;
	/** @var list<array{string, mixed}> channel and message */
	private array $pushed = [];
	/** @var list<string> */
	private array $logged = [];
	private bool $isThere = true;
	private bool $isBroken = false;

	protected function setUp(): void {
		if (!interface_exists(IAppManager::class)) {
			self::markTestSkipped('No Nextcloud is at hand.');
		}
		$this->practice = Samples::practice();
		$this->tables = new FakeTables(FakeTables::STATE, 'CREATE TABLE sprechstunde_document (name TEXT, json TEXT)');
		$this->tables->add('sprechstunde_document', ['name' => 'practice', 'json' => (string)json_encode(Samples::practiceData())]);
	}

	public function testOneMessagePerAccountHoweverMuchHasChangedAndNothingAboutPatients(): void {
		$notice = $this->notice();
		$notice->note(null, self::row(7));
		$notice->note(self::row(7), self::row(8));
		self::assertSame([], $this->pushed, 'nothing is said within the transaction');
		$notice->tell();
		$notice->tell();
		self::assertSame([
			['notify_custom', ['user' => 'mara', 'message' => 'sprechstunde_changed']],
			['notify_custom', ['user' => 'lea', 'message' => 'sprechstunde_changed']],
		], $this->pushed);
	}

	public function testNothingChangedNothingSaid(): void {
		$this->notice()->tell();
		self::assertSame([], $this->pushed);
	}

	public function testAWriteThatCameToNothingIsNoNews(): void {
		$notice = $this->notice();
		$notice->note(null, self::row(7));
		$this->tables->pdo->beginTransaction();
		$notice->tell();
		self::assertSame([], $this->pushed);
	}

	public function testWithoutTheAppNobodyIsPushedTo(): void {
		$this->isThere = false;
		$notice = $this->notice();
		$notice->note(null, self::row(7));
		$notice->tell();
		self::assertSame([[], []], [$this->pushed, $this->logged]);
	}

	public function testAQueueThatFailsHarmsNothing(): void {
		$this->isBroken = true;
		$this->tables->add('sprechstunde_state', ['object_id' => 7, 'calendar_id' => 1, 'status' => 'TENTATIVE']);
		$notice = $this->notice();
		$notice->note(null, self::row(7));
		$notice->tell();
		self::assertSame([\RuntimeException::class], $this->logged);
		self::assertSame(1, (int)$this->tables->pdo->query('SELECT announced FROM sprechstunde_state')->fetchColumn(), 'the notification goes out all the same');
	}

	public function testThePagesListenForTheMessage(): void {
		self::assertStringContainsString("'" . TeamPush::MESSAGE . "'", (string)file_get_contents(__DIR__ . '/../src/services/push.ts'));
	}

	private function notice(): ChangeNotice {
		$db = $this->tables->connection($this);
		$members = FakeTeam::members($this, $this->practice);
		$apps = $this->createStub(IAppManager::class);
		$apps->method('isEnabledForAnyone')->willReturnCallback(fn (string $app): bool => $app === 'notify_push' && $this->isThere);
		$logger = $this->createStub(LoggerInterface::class);
		$logger->method('warning')->willReturnCallback(function (string|\Stringable $text, array $context): void {
			$this->logged[] = $context['error'];
		});
		$queue = new class($this->push(...)) {
			/** @param \Closure(string, mixed): void $push */
			public function __construct(
				private \Closure $push,
			) {
			}

			/** @param mixed $message */
			public function push(string $channel, $message): void {
				($this->push)($channel, $message);
			}
		};
		$container = $this->createStub(ContainerInterface::class);
		$container->method('get')->willReturnCallback(fn (string $name): object => match ($name) {
			IDBConnection::class => $db,
			PracticeStore::class => new PracticeStore($db, $this->createStub(IAppConfig::class)),
			TeamPush::class => new TeamPush($apps, $members, $container, $logger),
			RequestNotice::class => new RequestNotice(new Announced($db), $members, $this->createStub(IManager::class), $db),
			LoggerInterface::class => $logger,
			'OCA\NotifyPush\Queue\IQueue' => $queue,
		});
		return new ChangeNotice(new EndOfRequest(), $container);
	}

	private function push(string $channel, mixed $message): void {
		if ($this->isBroken) {
			throw new \RuntimeException('gone');
		}
		$this->pushed[] = [$channel, $message];
	}

	private static function row(int $id): StateRow {
		return StateRow::fromRow(['object_id' => $id, 'calendar_id' => 1, 'kind' => 'appointment', 'status' => 'TENTATIVE']);
	}
}
