<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\StatusChange;
use Sprechstunde\Core\Verdict;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;

/** The section `writes` of the golden cases, and what all sections compare with. */
trait WriteCases {
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
			self::assertSame($expected['claims'], self::shown($verdict->claims()), 'claims');
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
		self::assertSame([], $self->claims());
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
