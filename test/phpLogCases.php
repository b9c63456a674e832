<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sprechstunde\Core\LogText;

/** The section `logs`. */
trait LogCases {
	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runLogs(array $input, array $expected): void {
		/** @var array{at: string, level: string, code: string, actor: string, role: string, way: string, calendar: string, uid: string, params: array<string, string|int>} $entry */
		$entry = $input['entry'] + ['actor' => '', 'role' => '', 'way' => '', 'calendar' => '', 'uid' => '', 'params' => []];
		$zone = CaseFiles::practice($input)->timeZone();
		$said = [
			'text' => LogText::of($entry['code'], $entry['params'], $input['language'], $zone),
			'actor' => LogText::actor($entry['actor'], $entry['role'], $entry['way'], $input['language']),
			'line' => LogText::line($entry, $input['language'], $zone),
		];
		self::assertNotSame([], $expected);
		self::assertSame($expected, array_intersect_key($said, $expected));
	}
}
