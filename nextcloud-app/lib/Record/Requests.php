<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticePaths;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;

/** Appointments that await approval, as the inbox shows them. */
final class Requests {
	/** Says nothing to a person who decides. */
	private const NOT_SHOWN = ['source', 'requiresConfirmation', 'consent'];

	public function __construct(
		private AppointmentStates $states,
		private Objects $objects,
		private DayEntries $days,
		private CalendarIds $calendars,
		private PracticePaths $paths,
	) {
	}

	/**
	 * @param string $userId account that asks: addresses are as it reaches them
	 * @return list<array<string, mixed>> by start; times in UTC, ISO 8601
	 */
	public function of(Practice $practice, string $userId): array {
		$rows = $this->states->withStatus(array_keys($this->calendars->all()), 'TENTATIVE');
		$objects = $this->objects->byIds(array_map(static fn (StateRow $row): int => $row->objectId, $rows));
		$requests = [];
		foreach ($rows as $row) {
			$object = $objects[$row->objectId] ?? null;
			$request = $object === null || $object['deleted'] ? null : $this->describe($row, $object, $practice, $userId);
			if ($request !== null) {
				$requests[] = $request;
			}
		}
		return $requests;
	}

	/**
	 * @param array{id: int, calendarId: int, uri: string, etag: string, data: string, deleted: bool} $object
	 * @return ?array<string, mixed>
	 */
	private function describe(StateRow $row, array $object, Practice $practice, string $userId): ?array {
		$calendar = $this->days->parsed($object);
		$appointment = $calendar === null ? null : AppointmentReader::read($calendar, $practice);
		$config = $this->calendars->all()[$object['calendarId']] ?? null;
		$time = $appointment?->interval();
		if ($appointment === null || $config === null || $time === null) {
			return null;
		}
		$others = array_filter($this->days->busyAt($object['calendarId'], $time, $practice), static fn (DayEntry $entry): bool => $entry->objectId !== $row->objectId);
		return [
			'uid' => $appointment->uid, 'calendar' => $config->id,
			'href' => $this->paths->addressFor($config, $userId) . rawurlencode($object['uri']), 'etag' => $object['etag'],
			...$time->toArray(), 'createdAt' => Interval::iso($row->createdAt), 'waitingSince' => Interval::iso($row->statusChangedAt),
			'fields' => (object)array_diff_key($appointment->fields, array_flip(self::NOT_SHOWN)), 'summary' => $appointment->rawSummary,
			'conflicts' => array_map(static fn (DayEntry $entry): array => $entry->toArray(), array_values($others)),
		];
	}
}
