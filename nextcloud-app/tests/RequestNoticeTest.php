<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Outbox\RequestNotice;
use OCA\Sprechstunde\Record\Announced;
use OCP\Notification\IManager;
use OCP\Notification\INotification;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Tests\Samples;

require_once __DIR__ . '/FakeNotification.php';
require_once __DIR__ . '/FakeTables.php';
require_once __DIR__ . '/FakeTeam.php';

final class RequestNoticeTest extends TestCase {
	private FakeTables $tables;
	private Practice $practice;
	private RequestNotice $notice;
	/** @var list<string> what the manager was told */
	private array $told = [];
	private bool $fails = false;

	protected function setUp(): void {
		if (!interface_exists(IManager::class)) {
			self::markTestSkipped('No Nextcloud is at hand.');
		}
		$this->tables = new FakeTables(FakeTables::STATE);
		$db = $this->tables->connection($this);
		$this->practice = Samples::practice();
		$this->notice = new RequestNotice(new Announced($db), FakeTeam::members($this, $this->practice), $this->manager(), $db);
	}

	public function testARequestIsToldToTheEnabledTeamOnce(): void {
		$this->row(7, 'TENTATIVE');
		$this->notice->about([7], $this->practice);
		$this->notice->about([7], $this->practice);
		$this->notice->run($this->practice, [1]);
		self::assertSame(['defer', 'request 7 to mara', 'request 7 to lea', 'flush', 'defer', 'flush'], $this->told);
	}

	public function testWhoeverMadeItOneKnows(): void {
		$this->row(7, 'TENTATIVE', ['actor' => 'mara']);
		$this->notice->about([7], $this->practice);
		self::assertSame(['defer', 'request 7 to lea', 'flush'], $this->told);
	}

	public function testADecisionTakesItBackAndReopeningTellsAnew(): void {
		$this->row(7, 'TENTATIVE');
		$this->notice->about([7], $this->practice);
		$this->told = [];
		$this->set(7, 'CONFIRMED');
		$this->notice->about([7], $this->practice);
		$this->notice->about([7], $this->practice);
		$this->set(7, 'TENTATIVE', 'mara');
		$this->notice->about([7], $this->practice);
		self::assertSame(['defer', 'processed 7', 'flush', 'defer', 'flush', 'defer', 'request 7 to lea', 'flush'], $this->told);
	}

	public function testWhatIsNoRequestIsNoNews(): void {
		$this->row(7, 'CONFIRMED');
		$this->row(8, 'TENTATIVE', ['deleted_at' => 5]);
		$this->notice->about([7, 8, 9], $this->practice);
		self::assertSame(['defer', 'flush'], $this->told);
		$this->told = [];
		$this->notice->about([], $this->practice);
		self::assertSame([], $this->told);
	}

	public function testTheJobFindsWhatWasMissedInThePracticesCalendars(): void {
		$this->row(7, 'TENTATIVE');
		$this->row(8, 'TENTATIVE', ['calendar_id' => 2]);
		$this->row(9, 'CANCELLED', ['announced' => 1]);
		$this->notice->run($this->practice, [1]);
		self::assertSame(['defer', 'request 7 to mara', 'request 7 to lea', 'processed 9', 'flush'], $this->told);
		$this->notice->run($this->practice, []);
		self::assertCount(5, $this->told);
	}

	public function testWhatCouldNotBeToldIsToldByTheNextRun(): void {
		$this->row(7, 'TENTATIVE');
		$this->fails = true;
		try {
			$this->notice->about([7], $this->practice);
			self::fail('the error is passed on');
		} catch (\RuntimeException) {
			self::assertSame(['defer', 'flush'], $this->told);
		}
		$this->fails = false;
		$this->told = [];
		$this->notice->run($this->practice, [1]);
		self::assertSame(['defer', 'request 7 to mara', 'request 7 to lea', 'flush'], $this->told);
	}

	/** @param array<string, int|string> $more */
	private function row(int $id, string $status, array $more = []): void {
		$this->tables->add('sprechstunde_state', $more + ['object_id' => $id, 'calendar_id' => 1, 'uri' => "$id.ics", 'actor' => 'website', 'status' => $status, 'start_at' => $id]);
	}

	private function set(int $id, string $status, string $actor = ''): void {
		$this->tables->pdo->prepare('UPDATE sprechstunde_state SET status = ?, actor = ? WHERE object_id = ?')->execute([$status, $actor, $id]);
	}

	private function manager(): IManager {
		$manager = $this->createStub(IManager::class);
		$manager->method('defer')->willReturnCallback(function (): bool {
			$this->told[] = 'defer';
			return true;
		});
		$manager->method('flush')->willReturnCallback(function (): void {
			$this->told[] = 'flush';
		});
		$manager->method('createNotification')->willReturnCallback(fn (): INotification => FakeNotification::make($this));
		$manager->method('notify')->willReturnCallback(function (INotification $one): void {
			if ($this->fails) {
				throw new \RuntimeException('no');
			}
			$this->told[] = "{$one->getSubject()} {$one->getObjectId()} to {$one->getUser()}";
		});
		$manager->method('markProcessed')->willReturnCallback(function (INotification $one): void {
			$this->told[] = "processed {$one->getObjectId()}";
		});
		return $manager;
	}
}
