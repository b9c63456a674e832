<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sprechstunde\Core\Addresses;
use Sprechstunde\Core\CalendarConfig;

/** Runs the cases of the section `addresses`. */
trait AddressCases {
	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runAddresses(array $input, array $expected): void {
		if (($input['operation'] ?? '') === 'webServer') {
			$text = Addresses::webServer($input['server'], $input['website'], $input['nextcloud']);
			$lines = $text === null ? null : array_values(array_filter(explode("\n", $text), static fn (string $line): bool => $line !== '' && !str_starts_with($line, '#')));
			self::assertSame($expected, ['lines' => $lines]);
			return;
		}
		$addresses = new Addresses(CaseFiles::practice($input));
		['path' => $path, 'alias' => $alias] = $addresses->leadsTo($input['account']['user'], $input['account']['booking'], $input['path']);
		$feed = $addresses->feedCalendars($input['path']);
		self::assertEquals($expected, [
			'path' => $path,
			'shown' => $addresses->shownAs($path, $alias === null ? [] : [$alias]),
			'native' => $addresses->shownAs($path, []),
			'feed' => $feed === null ? null : array_map(static fn (CalendarConfig $one): string => $one->id, $feed),
		]);
	}
}
