<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Webhooks;

/** Which events a change of an appointment is. */
final class ChangeEvents {
	/**
	 * @param array{status: string, start: int, end: int, calendar: string}|null $before null: it is new
	 * @param array{status: string, start: int, end: int, calendar: string}|null $after null: it was deleted
	 * @return list<string> the most telling first: a listener hears of the first it wants
	 */
	public static function of(?array $before, ?array $after): array {
		if ($before === null || $after === null) {
			return $before === $after ? [] : [$before === null ? 'created' : 'deleted'];
		}
		$isNew = $before['status'] !== $after['status'];
		return array_keys(array_filter([
			'cancelled' => $isNew && $after['status'] === 'CANCELLED',
			'approved' => $isNew && $before['status'] === 'TENTATIVE' && $after['status'] === 'CONFIRMED',
			'moved' => $before['start'] !== $after['start'] || $before['end'] !== $after['end'] || $before['calendar'] !== $after['calendar'],
			'changed' => true,
		]));
	}
}
