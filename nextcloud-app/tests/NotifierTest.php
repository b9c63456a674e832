<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Notification\Notifier;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\AppointmentState;
use OCP\IAppConfig;
use OCP\IGroupManager;
use OCP\IURLGenerator;
use OCP\IUser;
use OCP\IUserManager;
use OCP\Notification\AlreadyProcessedException;
use OCP\Notification\IAction;
use OCP\Notification\INotification;
use OCP\Notification\UnknownNotificationException;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\Tests\Samples;

require_once __DIR__ . '/FakeNotification.php';
require_once __DIR__ . '/FakeTables.php';

final class NotifierTest extends TestCase {
	private FakeTables $tables;

	protected function setUp(): void {
		if (!interface_exists(INotification::class)) {
			self::markTestSkipped('No Nextcloud is at hand.');
		}
		$this->tables = new FakeTables(FakeTables::STATE, 'CREATE TABLE sprechstunde_document (name TEXT, json TEXT)', 'CREATE TABLE calendars (id INTEGER, principaluri TEXT, uri TEXT, deleted_at INTEGER)');
		$this->tables->add('sprechstunde_document', ['name' => 'practice', 'json' => (string)json_encode(Samples::practiceData())]);
		foreach (Samples::practice()->calendars() as $index => $calendar) {
			$this->tables->add('calendars', ['id' => $index + 1, 'principaluri' => "principals/users/$calendar->owner", 'uri' => $calendar->uri]);
		}
		$this->tables->add('sprechstunde_state', ['object_id' => 7, 'calendar_id' => 1, 'uri' => 'a b.ics', 'status' => 'TENTATIVE', 'start_at' => (new \DateTimeImmutable('2026-12-01T08:00:00Z'))->getTimestamp()]);
	}

	public function testARequestSaysWhenAndWithWhomInTheReadersLanguage(): void {
		self::assertSame('Neue Terminanfrage: 01.12.2026, 09:00 Uhr', $this->prepare('request')->getParsedSubject());
		self::assertStringContainsString(Samples::practice()->calendars()[0]->doctor, $this->prepare('request')->getParsedMessage());
		self::assertSame('New appointment request: 1 Dec 2026, 09:00', $this->prepare('request', 'en_GB')->getParsedSubject());
	}

	public function testItCanBeApprovedAsItWasShownOrOpened(): void {
		$actions = $this->prepare('request')->getParsedActions();
		self::assertSame([['Bestätigen', IAction::TYPE_POST, 'ocs:approve?id=7&etag='], ['Öffnen', IAction::TYPE_WEB, 'page/appointment/dr-mueller/a%20b.ics']],
			array_map(static fn (IAction $action): array => [$action->getParsedLabel(), $action->getRequestType(), $action->getLink()], $actions));
	}

	#[DataProvider('whatIsNoneAnyMore')]
	public function testWhatWasDecidedMeanwhileIsNoneAnyMore(string $sql): void {
		$this->tables->pdo->exec($sql);
		$this->expectException(AlreadyProcessedException::class);
		$this->prepare('request');
	}

	/** @return iterable<string, array{string}> */
	public static function whatIsNoneAnyMore(): iterable {
		yield 'approved' => ["UPDATE sprechstunde_state SET status = 'CONFIRMED'"];
		yield 'deleted' => ['UPDATE sprechstunde_state SET deleted_at = 5'];
		yield 'unknown' => ['DELETE FROM sprechstunde_state'];
		yield 'in no calendar of the practice' => ['DELETE FROM calendars'];
		yield 'of no practice' => ['DELETE FROM sprechstunde_document'];
	}

	public function testWhoHasLeftTheTeamReadsNothing(): void {
		$this->expectException(AlreadyProcessedException::class);
		$this->prepare('request', 'de', 'stranger');
	}

	public function testOthersLeadToTheirPage(): void {
		self::assertSame(['page/conflicts', 'page/overview', 'page/'], array_map(fn (string $subject): string => $this->prepare($subject)->getLink(), ['conflict', 'delivery', 'unanswered']));
	}

	public function testEachHasAButton(): void {
		$buttons = fn (string $subject): array => array_map(static fn (IAction $action): array => [$action->getParsedLabel(), $action->getLink()], $this->prepare($subject, 'en')->getParsedActions());
		self::assertSame([['Send again', 'ocs:retry?id=7'], ['Open', 'page/overview']], $buttons('delivery'));
		self::assertSame([['Open', 'page/conflicts']], $buttons('conflict'));
		self::assertSame([['Open', 'page/']], $buttons('unanswered'));
	}

	public function testWhatIsNotOursIsLeftToOthers(): void {
		$this->expectException(UnknownNotificationException::class);
		$this->prepare('request', 'de', 'mara', 'calendar');
	}

	private function prepare(string $subject, string $language = 'de', string $user = 'mara', string $app = 'sprechstunde'): INotification {
		$db = $this->tables->connection($this);
		$urls = $this->createStub(IURLGenerator::class);
		$urls->method('linkToRouteAbsolute')->willReturn('page/');
		$urls->method('linkToOCSRouteAbsolute')->willReturnCallback(static fn (string $route, array $params): string => 'ocs:' . substr($route, strrpos($route, '.') + 1) . '?' . http_build_query($params));
		$store = new PracticeStore($db, $this->createStub(IAppConfig::class));
		$groups = $this->createStub(IGroupManager::class);
		$groups->method('getUserGroupIds')->willReturnCallback(static fn (IUser $account): array => $account->getUID() === 'mara' ? [Samples::practice()->roles()['staff']] : []);
		$users = $this->createStub(IUserManager::class);
		$users->method('get')->willReturnCallback(function (string $id): IUser {
			$account = $this->createStub(IUser::class);
			$account->method('getUID')->willReturn($id);
			return $account;
		});
		$notifier = new Notifier($urls, new AppointmentState($db), new CalendarIds($store, $db), $store, new RoleResolver($store, $groups, $users));
		return $notifier->prepare(FakeNotification::make($this, ['App' => $app, 'User' => $user, 'Subject' => $subject, 'ObjectId' => '7']), $language);
	}
}
