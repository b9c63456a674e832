<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sprechstunde\Core\ConflictRules;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\RecentChange;
use Sprechstunde\Core\Role;

/** The section `conflicts`. */
trait ConflictCases {
	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runConflicts(array $input, array $expected): void {
		$role = Role::tryFrom($input['role'] ?? '');
		$recent = array_values(array_map(static fn (array $one): RecentChange => new RecentChange($one['etag'], Role::from($one['role']), $one['secondsAgo']), $input['recent']));
		if ($input['operation'] === 'remember') {
			self::assertEquals($expected['recent'], array_map(
				static fn (RecentChange $one): array => ['etag' => $one->etag, 'role' => $one->role->value, 'secondsAgo' => $one->secondsAgo],
				ConflictRules::remember($recent, $role, $input['etag']),
			));
			return;
		}
		self::assertSame('write', $input['operation']);
		self::assertTrue($input['method'] !== 'DELETE' || $input['after'] === null);
		try {
			$waived = ConflictRules::waivesIfMatch($role, $input['ifMatch'], $input['etag'], $recent);
		} catch (IssuesException $refusal) {
			self::assertFalse($expected['ok'], 'should be accepted');
			self::sameIssues($expected['issues'], $refusal->issues);
			return;
		}
		self::assertTrue($expected['ok'], 'should be refused');
		self::assertSame($expected['waived'], $waived);
		$interval = static fn (?array $one): ?Interval => $one === null ? null : Interval::ofIso($one['start'], $one['end']);
		self::assertSame($expected['conflict'], ConflictRules::isConflict($role, $recent, $interval($input['before']), $interval($input['after'])));
	}
}
