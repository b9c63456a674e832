<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sprechstunde\Core\HoldGuard;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\IssuesException;

/** Runs the cases of the section `holds`. */
trait HoldCases {
	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runHolds(array $input, array $expected): void {
		try {
			$hold = HoldGuard::judge($input['request'], CaseFiles::practice($input), self::instant($input['now']));
			HoldGuard::checkNumber($input['held'] ?? 0);
		} catch (IssuesException $refusal) {
			self::sameIssues($expected['issues'] ?? [], $refusal->issues);
			return;
		}
		self::assertEquals($expected, ['calendar' => $hold->calendar->id, ...$hold->time->toArray(), 'claim' => $hold->claim->toArray(), 'expires' => Interval::iso($hold->expires)]);
	}
}
