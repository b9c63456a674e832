<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use Sprechstunde\Core\Interval;

/** A row of the queue as the overview gets it: which appointment, since when, why it waits; never to whom. */
final class QueuedRow {
	/**
	 * @param array<string, mixed> $row of the outbox
	 * @param string $calendar id in the practice configuration; empty: there is none
	 * @param ?string $href address of the object; null: there is none (any more)
	 * @return array<string, mixed> instants in UTC, ISO 8601; error: the bare name of a class, as messages can name patients
	 */
	public static function shown(array $row, string $calendar, ?string $href): array {
		$number = static fn (string $name): int => is_numeric($row[$name] ?? null) ? (int)$row[$name] : 0;
		$text = static fn (string $name): string => is_scalar($row[$name] ?? null) ? (string)$row[$name] : '';
		return [
			'id' => $number('id'), 'state' => $text('state'), 'kind' => $text('kind'), 'calendar' => $calendar, 'uid' => $text('uid'), 'href' => $href,
			'createdAt' => Interval::iso($number('created_at')), 'dueAt' => Interval::iso($number('due_at')),
			'attempts' => $number('attempts'), 'error' => substr((string)strrchr("\\{$text('last_error')}", '\\'), 1),
		];
	}
}
