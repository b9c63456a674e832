<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sprechstunde\Core\Diagnostics\Diagnosis;
use Sprechstunde\Core\Diagnostics\Finding;

/** The section `diagnostics`. */
trait DiagnosticsCases {
	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runDiagnostics(array $input, array $expected): void {
		/** @var array<string, mixed> $facts */
		$facts = $input['facts'];
		array_walk_recursive($facts, static function (mixed &$value, int|string $name): void {
			$value = is_string($value) && in_array($name, ['now', 'certificateUntil', 'lastRead', 'lastWrite', 'changedAt', 'jobsRanAt', 'waitingSince'], true) ? self::instant($value) : $value;
		});
		self::assertEquals($expected['findings'], array_map(static fn (Finding $one): array => ['code' => $one->code, 'params' => $one->params], Diagnosis::evaluate($facts)));
	}
}
