<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\Approval;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\WritePass;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IAppConfig;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\Tests\Samples;

/** What an approval does to what is stored: one write, under the lock, of what the approver has seen, or none. */
final class ApprovalRunTest extends TestCase {
	private const CALENDAR = 7;
	private const OBJECT = 42;
	private const SEEN = '"seen"';

	private FakeTables $tables;
	private WritePass $pass;
	private CalDavBackend $backend;
	/** @var list<array{calendar: int, uri: string, text: string, locked: bool, writer: ?Writer, replaced: ?string}> */
	private array $writes = [];
	private ?\Throwable $failure = null;

	protected function setUp(): void {
		$this->tables = new FakeTables(
			'CREATE TABLE sprechstunde_document (name TEXT PRIMARY KEY, json TEXT)',
			'CREATE TABLE sprechstunde_lock (calendar_id INTEGER PRIMARY KEY, n INTEGER)',
			'CREATE TABLE calendars (id INTEGER PRIMARY KEY, principaluri TEXT, uri TEXT, deleted_at INTEGER)',
			'CREATE TABLE calendarobjects (id INTEGER PRIMARY KEY, calendarid INTEGER, uri TEXT, etag TEXT, calendardata TEXT, deleted_at INTEGER)',
		);
		$this->tables->connection($this);
		$config = Samples::practice()->calendar('dr-mueller') ?? self::fail('the sample has this calendar');
		$this->tables->add('sprechstunde_document', ['name' => 'practice', 'json' => (string)json_encode(Samples::practiceData())]);
		$this->tables->add('sprechstunde_lock', ['calendar_id' => self::CALENDAR, 'n' => 0]);
		$this->tables->add('calendars', ['id' => self::CALENDAR, 'principaluri' => "principals/users/{$config->owner}", 'uri' => $config->uri]);
		$this->tables->add('calendarobjects', ['id' => self::OBJECT, 'calendarid' => self::CALENDAR, 'uri' => self::uri(), 'etag' => 'seen', 'calendardata' => self::stored()]);
		$this->pass = new WritePass();
		$this->backend = $this->createStub(CalDavBackend::class);
		$this->backend->method('updateCalendarObject')->willReturnCallback(function (int $calendar, string $uri, string $text): string {
			self::assertTrue($this->pass->isGranted());
			$this->writes[] = ['calendar' => $calendar, 'uri' => $uri, 'text' => $text, 'locked' => $this->tables->pdo->inTransaction() && $this->revision() === 1, 'writer' => $this->pass->writer(), 'replaced' => $this->pass->replaced()];
			return $this->failure === null ? '"new"' : throw $this->failure;
		});
	}

	public function testOneWriteUnderTheLockInTheApproversName(): void {
		$writer = new Writer('empfang', Role::Staff);
		$this->approve(self::SEEN, $writer);
		self::assertCount(1, $this->writes);
		[$write] = $this->writes;
		self::assertSame([self::CALENDAR, self::uri(), true, $writer, self::stored()], [$write['calendar'], $write['uri'], $write['locked'], $write['writer'], $write['replaced']]);
		self::assertStringContainsString("STATUS:CONFIRMED\r\n", $write['text']);
		self::assertStringContainsString('Max Mustermann', $write['text']);
		self::assertFalse($this->pass->isGranted(), 'for this one write only');
		self::assertSame(1, $this->revision(), 'others learn of it');
	}

	/** @return iterable<string, array{list<string>, string}> codes; what has happened to what is stored */
	public static function changes(): iterable {
		yield 'another version' => [['STALE'], "UPDATE calendarobjects SET etag = 'newer'"];
		yield 'another version, while the lock was waited for' => [['STALE'], "CREATE TRIGGER meanwhile AFTER UPDATE ON sprechstunde_lock BEGIN UPDATE calendarobjects SET etag = 'newer'; END"];
		yield 'in the trash by then' => [['STALE'], 'CREATE TRIGGER meanwhile AFTER UPDATE ON sprechstunde_lock BEGIN UPDATE calendarobjects SET deleted_at = 1; END'];
		yield 'in another calendar by then' => [['STALE'], 'CREATE TRIGGER meanwhile AFTER UPDATE ON sprechstunde_lock BEGIN UPDATE calendarobjects SET calendarid = 8; END'];
		yield 'gone by then' => [['STALE'], 'CREATE TRIGGER meanwhile AFTER UPDATE ON sprechstunde_lock BEGIN DELETE FROM calendarobjects; END'];
		yield 'decided already' => [['STALE'], "UPDATE calendarobjects SET calendardata = replace(calendardata, 'STATUS:TENTATIVE', 'STATUS:CONFIRMED')"];
		yield 'in the trash' => [['NOT_FOUND'], 'UPDATE calendarobjects SET deleted_at = 1'];
		yield 'gone' => [['NOT_FOUND'], 'DELETE FROM calendarobjects'];
		yield 'in a calendar that is not the practice\'s' => [['NOT_FOUND'], 'UPDATE calendarobjects SET calendarid = 8'];
		yield 'unreadable' => [['OBJECT_MALFORMED'], "UPDATE calendarobjects SET calendardata = 'nothing'"];
	}

	/** @param list<string> $codes */
	#[DataProvider('changes')]
	public function testWhatIsNotAsItWasSeenStaysAsItIs(array $codes, string $change): void {
		$this->tables->pdo->exec($change);
		self::assertSame($codes, $this->refusal(new Writer('empfang', Role::Staff)));
		self::assertSame([], $this->writes);
		self::assertSame(0, $this->revision(), 'nothing to be told of');
		self::assertFalse($this->tables->pdo->inTransaction());
	}

	public function testWhoMayNotApproveWritesNothing(): void {
		self::assertNotSame([], $this->refusal(new Writer('buchung', Role::Booking)));
		self::assertNotSame([], $this->refusal(new Writer('gast', null)));
		self::assertSame([], $this->writes);
	}

	public function testAFailedWriteLeavesNeitherPassNorLock(): void {
		$this->failure = new \RuntimeException('the disk is full');
		try {
			$this->approve(self::SEEN, new Writer('empfang', Role::Staff));
			self::fail('it is not kept to itself');
		} catch (\RuntimeException $failure) {
			self::assertSame($this->failure, $failure);
		}
		self::assertFalse($this->pass->isGranted());
		self::assertFalse($this->tables->pdo->inTransaction());
		self::assertSame(0, $this->revision());
	}

	private function approve(string $etag, Writer $writer): void {
		$db = $this->tables->connection($this);
		$time = $this->createStub(ITimeFactory::class);
		$time->method('now')->willReturn(new \DateTimeImmutable(Samples::NOW));
		$calendars = new CalendarIds(new PracticeStore($db, $this->createStub(IAppConfig::class)), $db);
		(new Approval($calendars, new CalendarLock($db), $this->pass, new Objects($db), $this->backend, $time))->run(self::OBJECT, $etag, $writer, Samples::practice());
	}

	/** @return list<string> codes */
	private function refusal(Writer $writer): array {
		try {
			$this->approve(self::SEEN, $writer);
			return [];
		} catch (IssuesException $refusal) {
			return array_map(static fn ($issue): string => $issue->code, $refusal->issues);
		}
	}

	private function revision(): int {
		return (int)$this->tables->pdo->query('SELECT n FROM sprechstunde_lock WHERE calendar_id = ' . self::CALENDAR)->fetchColumn();
	}

	private static function stored(): string {
		return Samples::booked()->calendar?->serialize() ?? self::fail('the sample is accepted');
	}

	private static function uri(): string {
		return preg_match('/^UID:(\S+)/m', self::stored(), $uid) === 1 ? "{$uid[1]}.ics" : self::fail('the sample has a UID');
	}
}
