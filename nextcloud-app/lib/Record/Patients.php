<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Practice\CalendarIds;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;

/**
 * Patients as the practice's appointments know them. Nothing of them is stored apart: candidates come from Nextcloud's index, and what
 * is told is read from the objects themselves.
 */
final class Patients {
	/** People that one list names, and objects that are read for it. */
	private const MOST_PEOPLE = 8;
	private const MOST_READ = 120;

	/** What belongs to the person rather than to the appointment. */
	private const PERSONAL = ['patientName', 'birthDate', 'insurance', 'phone', 'email', 'patientId', 'language'];

	public function __construct(
		private PatientIndex $index,
		private Objects $objects,
		private CalendarIds $calendars,
	) {
	}

	/**
	 * People whose names have words that begin as those that were typed, the latest seen first.
	 *
	 * @return list<array{fields: object, lastSeen: string}> what is newest of each of their fields
	 */
	public function named(string $typed, Practice $practice): array {
		$strict = NameMatch::patterns($typed, false);
		$people = $this->matching($strict, $typed, $practice);
		$loose = NameMatch::patterns($typed, true);
		if (count($people) < self::MOST_PEOPLE && $loose !== $strict) {
			$people = $this->matching($loose, $typed, $practice);
		}
		return array_map(static fn (array $one): array => ['fields' => (object)$one['fields'], 'lastSeen' => $one['lastSeen']], $people);
	}

	/**
	 * All appointments of somebody, the latest first: with the same id, else with the same name and birth date.
	 *
	 * @param array<string, string> $who fields of theirs
	 * @param int $except object that is left out
	 * @return list<array{calendar: string, uri: string, start: string, end: string, status: string, appointmentType: string}>
	 */
	public function appointmentsOf(array $who, Practice $practice, int $except = 0): array {
		$found = [];
		foreach ($this->read($this->candidates($who), $practice) as $id => [$object, $appointment]) {
			$calendar = $this->calendars->all()[$object['calendarId']] ?? null;
			$time = $appointment->interval();
			if ($id !== $except && $calendar !== null && $time !== null && self::isSame($who, $appointment)) {
				$found[] = ['calendar' => $calendar->id, 'uri' => $object['uri'], ...$time->toArray(), 'status' => $appointment->status, 'appointmentType' => $appointment->field('appointmentType')];
			}
		}
		usort($found, static fn (array $one, array $other): int => $other['start'] <=> $one['start']);
		return $found;
	}

	/**
	 * @param list<string> $patterns
	 * @return list<array{fields: array<string, string>, lastSeen: string}>
	 */
	private function matching(array $patterns, string $typed, Practice $practice): array {
		$rows = $patterns === [] ? [] : $this->index->byTitle($patterns);
		// behind the name stands what the appointment is about
		$meant = array_filter($rows, static fn (array $row): bool => NameMatch::begins($typed, explode(' - ', $row['title'], 2)[0]));
		return $this->people(array_column($meant, 'id'), $typed, $practice);
	}

	/**
	 * @param list<int> $ids the latest first
	 * @return list<array{fields: array<string, string>, lastSeen: string}>
	 */
	private function people(array $ids, string $typed, Practice $practice): array {
		$people = [];
		foreach ($this->read($ids, $practice) as [, $appointment]) {
			// older appointments could only add to those who are named already
			if (count($people) >= self::MOST_PEOPLE) {
				break;
			}
			$time = $appointment->interval();
			if ($time === null || !NameMatch::begins($typed, $appointment->field('patientName'))) {
				continue;
			}
			$fields = array_intersect_key($appointment->fields, array_flip(self::PERSONAL));
			$key = $appointment->field('patientId') ?: NameMatch::fold($appointment->field('patientName')) . ' ' . $appointment->field('birthDate');
			$people[$key] ??= ['fields' => [], 'lastSeen' => Interval::iso($time->start)];
			// what a newer appointment doesn't say, an older one may
			$people[$key]['fields'] += $fields;
		}
		return array_values($people);
	}

	/**
	 * @param array<string, string> $who
	 * @return list<int>
	 */
	private function candidates(array $who): array {
		$born = $who['birthDate'] ?? '';
		// whoever has another name by now still has the same birth date
		$rows = $born === '' ? [] : $this->index->byBirthDate($born);
		$patterns = NameMatch::patterns($who['patientName'] ?? '', false);
		// a birth date may be beyond what the index keeps of a description, or missing
		$rows = [...$rows, ...($patterns === [] ? [] : $this->index->byTitle($patterns))];
		return array_values(array_unique(array_column($rows, 'id')));
	}

	/** @param array<string, string> $who */
	private static function isSame(array $who, Appointment $appointment): bool {
		$id = $who['patientId'] ?? '';
		if ($id !== '' && $appointment->field('patientId') !== '') {
			return $id === $appointment->field('patientId');
		}
		$name = NameMatch::fold($who['patientName'] ?? '');
		return $name !== '' && ($who['birthDate'] ?? '') !== '' && $who['birthDate'] === $appointment->field('birthDate') && $name === NameMatch::fold($appointment->field('patientName'));
	}

	/**
	 * @param list<int> $ids
	 * @return iterable<int, array{array{id: int, calendarId: int, uri: string, etag: string, data: string, deleted: bool}, Appointment}> by object, in the order of the ids
	 */
	private function read(array $ids, Practice $practice): iterable {
		$ids = array_slice($ids, 0, self::MOST_READ);
		$objects = $this->objects->byIds($ids);
		foreach ($ids as $id) {
			$object = $objects[$id] ?? null;
			$calendar = $object === null || $object['deleted'] ? null : Objects::parse($object['data']);
			$appointment = $calendar === null ? null : AppointmentReader::read($calendar, $practice);
			if ($object !== null && $appointment !== null) {
				yield $id => [$object, $appointment];
			}
		}
	}
}
