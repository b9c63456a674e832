<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** One calendar of the practice. */
final readonly class CalendarConfig {
	/**
	 * @param string $owner Nextcloud account that owns the calendar
	 * @param string $uri last path segment of the calendar there
	 * @param list<string> $aliases
	 * @param array<string, list<array{start: string, end: string}>> $weeklyHours MO … SU → wall-clock hours in the practice's zone
	 * @param list<array{from: string, to: string, hours: list<array{start: string, end: string}>, note?: string}> $exceptions days, both included
	 * @param list<string> $types codes of the appointment types offered here
	 * @param string $authority who changes and deletes appointments here: both, pvs or nextcloud
	 */
	public function __construct(
		public string $id,
		public string $owner,
		public string $uri,
		public array $aliases,
		public bool $main,
		public string $displayName,
		public string $doctor,
		public string $room,
		public string $color,
		public array $weeklyHours,
		public array $exceptions,
		public array $types,
		public string $authority = 'both',
	) {
	}

	/** @param array<string, mixed> $data as the practice schema has it */
	public static function fromArray(array $data): self {
		/** @var array{id: string, owner: string, uri: string, aliases: list<string>, main: bool, displayName: string, doctor: string, room: string, color: string, weeklyHours: array<string, list<array{start: string, end: string}>>, exceptions: list<array{from: string, to: string, hours: list<array{start: string, end: string}>, note?: string}>, types: list<string>, authority?: string} $data */
		return new self(
			$data['id'], $data['owner'], $data['uri'], $data['aliases'], $data['main'], $data['displayName'],
			$data['doctor'], $data['room'], $data['color'], $data['weeklyHours'], $data['exceptions'], $data['types'], $data['authority'] ?? 'both',
		);
	}

	public function offers(string $type): bool {
		return in_array($type, $this->types, true);
	}
}
