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
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\JcalWriter;
use Sprechstunde\Core\PracticeValidator;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\RoleMatrix;
use Sprechstunde\Core\SchemaValidator;
use Sprechstunde\Core\SlotFinder;
use Sprechstunde\Core\StatusChange;
use Sprechstunde\Core\Verdict;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;

require_once __DIR__ . '/phpCaseFiles.php';
require_once __DIR__ . '/phpEventCheck.php';

/** Runs the golden cases (see test/cases/README.md) against the PHP core. Sections are methods `run…`. */
final class CasesTest extends TestCase {
	private const SECTIONS = ['fields', 'icalendar', 'approval', 'roles', 'intervals', 'slots', 'busy', 'writes', 'schemas'];

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
			'fields' => $this->runFields($input, $expected),
			'icalendar' => $this->runIcalendar($input, $expected),
			'approval' => $this->runApproval($input, $expected),
			'roles' => self::assertSame($expected['allowed'], RoleMatrix::can(Role::tryFrom($input['role'] ?? ''), $input['action'], $input['own'] ?? false)),
			'intervals' => $this->runIntervals($input, $expected),
			'slots' => $this->runSlots($input, $expected),
			'busy' => self::assertSame($expected['intervals'], self::shown(BusyIntervals::of(CaseFiles::calendar($input['source'], 'busy'), CaseFiles::practice($input), self::instant($input['from']), self::instant($input['to'])))),
			'writes' => $this->runWrites($input, $expected),
			'schemas' => $this->runSchemas($input, $expected),
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

	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runWrites(array $input, array $expected): void {
		try {
			$next = isset($input['next']) ? CaseFiles::calendar($input['next'], 'writes') : null;
		} catch (IssuesException $refusal) {
			self::assertFalse($expected['ok'], 'should be readable');
			self::sameIssues($expected['issues'], $refusal->issues);
			return;
		}
		$previous = isset($input['previous']) ? CaseFiles::calendar($input['previous'], 'writes') : null;
		$first = $next === null ? null : EventProperties::events($next)[0] ?? null;
		$uri = $input['objectUri'] ?? ($first === null ? '' : EventProperties::text($first, 'UID') . '.ics');
		$change = $input['previousStatusChange'] ?? null;
		$request = new WriteRequest(Role::tryFrom($input['role'] ?? ''), $input['operation'], $next, $previous, CaseFiles::practice($input), $input['calendar'] ?? 'dr-mueller',
			new \DateTimeImmutable($input['now']), $uri, $change === null ? null : new StatusChange($change['from'], $change['to'], $change['secondsAgo']));
		$verdict = WriteGuard::judge($request);
		if (!$expected['ok']) {
			self::assertFalse($verdict->ok, 'should be refused');
			self::sameIssues($expected['issues'], $verdict->issues);
			return;
		}
		self::sameIssues([], $verdict->issues);
		foreach (array_intersect(array_keys($expected), ['kind', 'status', 'transition', 'exclusive', 'changed']) as $name) {
			self::assertSame($expected[$name], $verdict->$name, $name);
		}
		if (isset($expected['claims'])) {
			self::assertSame($expected['claims'], self::shown($verdict->claims), 'claims');
		}
		if ($verdict->calendar !== null) {
			EventCheck::object(CalendarParser::parse($verdict->calendar->serialize()), $expected);
			if ($verdict->kind === 'appointment') {
				self::isIdempotent($request, $verdict, $expected['clears'] ?? false);
			}
		}
	}

	private static function isIdempotent(WriteRequest $request, Verdict $verdict, bool $clears): void {
		$text = $verdict->calendar?->serialize() ?? '';
		$with = static fn (?Role $role, string $operation, ?string $previous): Verdict => WriteGuard::judge(new WriteRequest($role, $operation, CalendarParser::parse($text),
			$previous === null ? null : CalendarParser::parse($previous), $request->practice, $request->calendarId, $request->now, $request->objectUri, $request->previousStatusChange));
		$again = $with($request->role, $request->operation, $request->previous?->serialize());
		self::sameIssues([], $again->issues);
		self::assertTrue($clears || !$again->changed, "guarded again, it should not change:\n$text\n" . $again->calendar?->serialize());
		$self = $with(Role::Staff, 'update', $text);
		self::sameIssues([], $self->issues);
		self::assertFalse($self->changed, "written over itself, it should not change:\n$text\n" . $self->calendar?->serialize());
		self::assertNull($self->transition);
		self::assertSame([], $self->claims);
	}

	/**
	 * Codes and paths must be exactly these, in any order; params count where they are listed.
	 *
	 * @param list<array{code: string, path?: string, params?: array<string, mixed>}> $expected
	 * @param list<Issue> $found
	 */
	private static function sameIssues(array $expected, array $found): void {
		$key = static fn (array $one): string => $one['code'] . ' ' . ($one['path'] ?? '');
		$found = array_map(static fn (Issue $one): array => $one->data(), $found);
		usort($expected, static fn (array $a, array $b): int => $key($a) <=> $key($b));
		usort($found, static fn (array $a, array $b): int => $key($a) <=> $key($b));
		self::assertSame(array_map($key, $expected), array_map($key, $found));
		foreach ($expected as $index => $one) {
			foreach ($one['params'] ?? [] as $name => $value) {
				self::assertSame((string)$value, (string)($found[$index]['params'][$name] ?? ''), "{$one['code']}: $name");
			}
		}
	}

	private static function instant(string $text): int {
		return (new \DateTimeImmutable($text))->getTimestamp();
	}

	/**
	 * @param list<array{start: string, end: string}> $list
	 * @return list<Interval>
	 */
	private static function intervals(array $list): array {
		return array_map(static fn (array $one): Interval => Interval::ofIso($one['start'], $one['end']), $list);
	}

	/**
	 * @param list<Interval> $intervals
	 * @return list<array{start: string, end: string}>
	 */
	private static function shown(array $intervals): array {
		return array_map(static fn (Interval $one): array => $one->toArray(), $intervals);
	}
}
