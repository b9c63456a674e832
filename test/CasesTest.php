<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\AppointmentWriter;
use Sprechstunde\Core\ApprovalMachine;
use Sprechstunde\Core\BusyIntervals;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\FieldValidator;
use Sprechstunde\Core\FreeWindows;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\JcalWriter;
use Sprechstunde\Core\PracticeValidator;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\RoleMatrix;
use Sprechstunde\Core\SchemaValidator;
use Sprechstunde\Core\SlotFinder;
use Sprechstunde\Core\StatusChange;

require_once __DIR__ . '/phpAddressCases.php';
require_once __DIR__ . '/phpCaseFiles.php';
require_once __DIR__ . '/phpConflictCases.php';
require_once __DIR__ . '/phpDiagnosticsCases.php';
require_once __DIR__ . '/phpEventCheck.php';
require_once __DIR__ . '/phpHoldCases.php';
require_once __DIR__ . '/phpLogCases.php';
require_once __DIR__ . '/phpMailCases.php';
require_once __DIR__ . '/phpPvsCases.php';
require_once __DIR__ . '/phpWaitingCases.php';
require_once __DIR__ . '/phpWebhookCases.php';
require_once __DIR__ . '/phpWriteCases.php';
require_once __DIR__ . '/phpXconceptCases.php';

/** Runs the golden cases (see test/cases/README.md) against the PHP core. Sections are methods `run…`. */
final class CasesTest extends TestCase {
	use AddressCases;
	use ConflictCases;
	use DiagnosticsCases;
	use HoldCases;
	use LogCases;
	use MailCases;
	use PvsCases;
	use WaitingCases;
	use WebhookCases;
	use WriteCases;
	use XconceptCases;

	private const SECTIONS = ['addresses', 'fields', 'icalendar', 'approval', 'roles', 'intervals', 'slots', 'busy', 'holds', 'mails', 'writes', 'schemas', 'conflicts', 'waiting', 'logs', 'pvs', 'diagnostics', 'webhooks', 'xconcept'];

	public function testEverySectionHasItsFolder(): void {
		$folders = CaseFiles::folders();
		sort($folders);
		$known = self::SECTIONS;
		sort($known);
		self::assertSame($known, $folders);
	}

	#[DataProvider('sections')]
	public function testEveryFileIsUsed(string $section): void {
		$cases = CaseFiles::cases($section);
		self::assertNotSame([], $cases, "$section has no case");
		self::assertSame([$section], array_values(array_unique(array_column($cases, 'section'))));
		$names = array_column($cases, 'name');
		self::assertSame([], array_values(array_diff_assoc($names, array_unique($names))), 'names used twice');
		preg_match_all('/"icsFile":"([^"]+)"/', (string)json_encode($cases, JSON_UNESCAPED_SLASHES), $used);
		foreach (glob(CaseFiles::FOLDER . "/$section/*") ?: [] as $file) {
			self::assertTrue(str_ends_with($file, '.json') || in_array(basename($file), $used[1], true), basename($file) . ' is not used');
		}
	}

	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	#[DataProvider('cases')]
	public function testCase(string $section, array $input, array $expected): void {
		match ($section) {
			'addresses' => $this->runAddresses($input, $expected),
			'fields' => $this->runFields($input, $expected),
			'icalendar' => $this->runIcalendar($input, $expected),
			'approval' => $this->runApproval($input, $expected),
			'roles' => self::assertSame($expected['allowed'], RoleMatrix::can(Role::tryFrom($input['role'] ?? ''), $input['action'], $input['own'] ?? false)),
			'intervals' => $this->runIntervals($input, $expected),
			'slots' => $this->runSlots($input, $expected),
			'busy' => self::assertSame($expected['intervals'], self::shown(BusyIntervals::of(CaseFiles::calendar($input['source'], 'busy'), CaseFiles::practice($input), self::instant($input['from']), self::instant($input['to'])))),
			'holds' => $this->runHolds($input, $expected),
			'mails' => $this->runMails($input, $expected),
			'conflicts' => $this->runConflicts($input, $expected),
			'writes' => $this->runWrites($input, $expected),
			'schemas' => $this->runSchemas($input, $expected),
			'waiting' => $this->runWaiting($input, $expected),
			'logs' => $this->runLogs($input, $expected),
			'diagnostics' => $this->runDiagnostics($input, $expected),
			'webhooks' => $this->runWebhooks($input, $expected),
			'pvs' => $this->runPvs($input, $expected),
			'xconcept' => $this->runXconcept($input, $expected),
			default => self::fail("unknown section $section"),
		};
	}

	/** @return iterable<string, array{string}> */
	public static function sections(): iterable {
		foreach (CaseFiles::folders() as $folder) {
			yield $folder => [$folder];
		}
	}

	/** @return iterable<string, array{string, array<string, mixed>, array<string, mixed>}> */
	public static function cases(): iterable {
		foreach (CaseFiles::folders() as $folder) {
			foreach (CaseFiles::cases($folder) as $index => $case) {
				yield "$folder $index: {$case['name']}" => [$case['section'], $case['input'], $case['expected']];
			}
		}
	}

	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runFields(array $input, array $expected): void {
		$practice = CaseFiles::practice($input);
		$today = (new \DateTimeImmutable($input['now']))->setTimezone($practice->timeZone())->format('Y-m-d');
		self::sameIssues($expected['issues'], FieldValidator::issues($input['values'], Role::from($input['role']), $today));
	}

	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runIcalendar(array $input, array $expected): void {
		$practice = CaseFiles::practice($input);
		if ($input['operation'] === 'read') {
			$this->runRead($input, $expected['events']);
		} elseif ($input['operation'] === 'render') {
			$one = $input['appointment'];
			$calendar = $practice->calendar($input['calendar'] ?? 'dr-mueller') ?? self::fail('no calendar');
			EventCheck::object(AppointmentWriter::write($one['uid'], $one['fields'], Interval::ofIso($one['start'], $one['end']), $one['status'], $one['note'] ?? '', $practice, $calendar, self::instant($input['now'])), $expected);
		} else {
			self::assertSame('booking', $input['operation']);
			$minutes = $practice->type($input['request']['appointmentType'])->durationMinutes ?? self::fail('no type');
			$jcal = JcalWriter::event($input['request'], $minutes, $input['uid'], new \DateTimeImmutable($input['now']));
			EventCheck::object(CalendarParser::parse((string)json_encode($jcal)), $expected);
		}
	}

	/**
	 * @param array<string, mixed> $input
	 * @param list<array<string, mixed>> $expected
	 */
	private function runRead(array $input, array $expected): void {
		$practice = CaseFiles::practice($input);
		$found = [];
		foreach (EventProperties::events(CaseFiles::calendar($input['source'], 'icalendar')) as $event) {
			$one = AppointmentReader::ofEvent($event, $practice);
			$occurrence = AppointmentReader::recurrenceInstant($event, $practice->timeZone());
			if ($one->interval() !== null) {
				$found[] = [
					'uid' => $one->uid, 'kind' => AppointmentReader::isAppointment($event) ? 'appointment' : 'block', 'status' => $one->status,
					...$one->interval()->toArray(), 'allDay' => $one->allDay, 'sequence' => $one->sequence, 'note' => $one->note,
					'recurrenceId' => $occurrence === null ? null : Interval::iso($occurrence), 'fields' => $one->fields,
				];
			}
		}
		self::assertCount(count($expected), $found);
		foreach ($expected as $index => $wanted) {
			self::assertEquals($wanted, array_intersect_key($found[$index], $wanted));
		}
	}

	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runApproval(array $input, array $expected): void {
		$last = isset($input['lastChange']) ? new StatusChange($input['lastChange']['from'], $input['from'], $input['lastChange']['secondsAgo']) : null;
		try {
			$transition = ApprovalMachine::decide($input['from'], $input['to'], Role::from($input['role']), $input['approval'], $last);
			self::assertArrayHasKey('transition', $expected);
			self::assertSame($expected['transition'], $transition['name'] ?? null);
		} catch (IssuesException $refusal) {
			self::sameIssues($expected['issues'] ?? [], $refusal->issues);
		}
	}

	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runIntervals(array $input, array $expected): void {
		[$a, $b] = [self::intervals($input['a']), self::intervals($input['b'] ?? [])];
		if ($input['operation'] === 'overlaps') {
			$overlaps = array_filter($a, static fn (Interval $one): bool => array_filter($b, $one->overlaps(...)) !== []);
			self::assertSame($expected['overlaps'], $overlaps !== []);
			return;
		}
		self::assertSame($expected['intervals'], self::shown(match ($input['operation']) {
			'merge' => Interval::merge($a),
			'subtract' => Interval::subtract($a, $b),
			'intersect' => Interval::intersect($a, $b),
			default => self::fail('unknown operation'),
		}));
	}

	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runSlots(array $input, array $expected): void {
		$practice = CaseFiles::practice($input);
		$calendar = $practice->calendar($input['calendar'] ?? 'dr-mueller') ?? self::fail('no calendar');
		$now = self::instant($input['now']);
		$busy = self::intervals($input['busy'] ?? []);
		$windows = FreeWindows::of($practice, $calendar, $busy, self::instant($input['from']), self::instant($input['to']), $now);
		$type = $practice->type($input['type'] ?? '');
		if (isset($expected['windows'])) {
			self::assertSame($expected['windows'], self::shown($windows));
		}
		if (isset($expected['slots'])) {
			self::assertNotNull($type);
			$slots = SlotFinder::slots($type, $windows, $practice->booking->gridMinutes, $practice->timeZone());
			self::assertSame($expected['slots'], array_map(static fn (Interval $slot): string => Interval::iso($slot->start), $slots));
		}
		if (isset($expected['alternatives'])) {
			self::assertNotNull($type);
			$found = SlotFinder::alternatives($practice, $calendar, $type, $busy, self::instant($input['wanted']), $now);
			self::assertSame($expected['alternatives'], array_map(static fn (array $one): array => ['start' => $one['start'], 'end' => $one['end']], $found));
		}
	}

	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runSchemas(array $input, array $expected): void {
		$document = array_key_exists('document', $input) ? $input['document'] : CaseFiles::practiceData($input);
		$issues = $input['schema'] === 'practice' && is_array($document)
			? PracticeValidator::issues($document)
			: SchemaValidator::issues($document, Contract::load()->schema($input['schema']));
		self::sameIssues($expected['issues'], $issues);
	}
}
