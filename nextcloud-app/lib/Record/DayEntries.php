<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Index\OccurrenceIndex;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\BusyIntervals;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\EventTimes;
use Sprechstunde\Core\Expansion;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;

/** What stands in a calendar on one local day or at one time, repeated entries included. */
final class DayEntries {
	/** @var array<string, ?VCalendar> by object and ETag */
	private array $parsed = [];

	public function __construct(
		private IDBConnection $db,
		private AppointmentStates $states,
		private Objects $objects,
	) {
	}

	/** @return list<DayEntry> of the local day in which the instant lies, by start */
	public function around(int $calendarId, int $instant, Practice $practice): array {
		$midnight = (new \DateTimeImmutable("@$instant"))->setTimezone($practice->timeZone())->setTime(0, 0);
		$day = new Interval($midnight->getTimestamp(), $midnight->modify('+1 day')->setTime(0, 0)->getTimestamp());
		$single = array_map(static fn (StateRow $row): int => $row->objectId, $this->states->between($calendarId, $day->start, $day->end));
		return $this->entriesOf(array_values(array_unique([...$single, ...$this->indexed($calendarId, $day)])), $day, $practice);
	}

	/**
	 * Reads no more objects than stand about that time.
	 *
	 * @return list<DayEntry> that take time within it, by start
	 */
	public function busyAt(int $calendarId, Interval $time, Practice $practice): array {
		return array_values(array_filter($this->entriesOf($this->about($calendarId, $time), $time, $practice), static fn (DayEntry $entry): bool => $entry->isBusy));
	}

	/**
	 * Reading an object is what a day costs most: once for all that ask for it.
	 *
	 * @param array{id: int, etag: string, data: string} $object
	 * @return ?VCalendar null where it can't be read
	 */
	public function parsed(array $object): ?VCalendar {
		$key = "$object[id] $object[etag]";
		if (!array_key_exists($key, $this->parsed)) {
			$this->parsed[$key] = Objects::parse($object['data']);
		}
		return $this->parsed[$key];
	}

	/**
	 * @param list<int> $ids
	 * @return list<DayEntry>
	 */
	private function entriesOf(array $ids, Interval $time, Practice $practice): array {
		$entries = [];
		$expansion = Expansion::ofRequest();
		foreach ($this->objects->byIds($ids) as $object) {
			if (!$object['deleted']) {
				array_push($entries, ...self::entries($object['id'], $this->parsed($object), $time, $practice, $expansion));
			}
		}
		usort($entries, static fn (DayEntry $a, DayEntry $b): int => [$a->time->start, $a->time->end, $a->objectId] <=> [$b->time->start, $b->time->end, $b->objectId]);
		return $entries;
	}

	/** @return list<DayEntry> */
	private static function entries(int $id, ?VCalendar $calendar, Interval $day, Practice $practice, Expansion $expansion): array {
		$event = $calendar === null ? null : AppointmentReader::master($calendar);
		if ($calendar === null || $event === null) {
			return [];
		}
		$isAppointment = AppointmentReader::isAppointment($event);
		$status = AppointmentReader::status($event);
		$isBusy = $status !== 'CANCELLED' && strtoupper(EventProperties::text($event, 'TRANSP') ?? '') !== 'TRANSPARENT';
		if (isset($event->RRULE) || isset($event->RDATE) || count(EventProperties::events($calendar)) > 1) {
			$type = $practice->type(EventProperties::text($event, 'X-APPOINTMENT-TYPE') ?? '');
			$times = array_map(static fn (Interval $busy): Interval => $type === null ? $busy
				: new Interval($busy->start + 60 * $type->bufferBeforeMinutes, $busy->end - 60 * $type->bufferAfterMinutes),
				BusyIntervals::follow($calendar, $practice, $day->start, $day->end, $expansion)[0]);
		} else {
			$times = [EventTimes::of($event, $practice->timeZone())?->interval() ?? new Interval(0, 0)];
		}
		[$uid, $summary] = [EventProperties::text($event, 'UID') ?? '', EventProperties::text($event, 'SUMMARY') ?? ''];
		return array_map(static fn (Interval $time): DayEntry => new DayEntry($id, $uid, $time, $summary, $isAppointment ? $status : null, $isBusy),
			array_values(array_filter($times, $day->overlaps(...))));
	}

	/**
	 * Asked once for each request of the inbox: plain SQL takes a third of the query builder's time.
	 *
	 * @return list<int> objects whose time or busy time touches it; of single ones that last longer than a row of the index only the busy ones
	 */
	private function about(int $calendarId, Interval $time): array {
		$values = [$calendarId, $time->start, $time->end + OccurrenceIndex::LONGEST, $time->end];
		$result = $this->db->executeQuery('SELECT object_id FROM *PREFIX*sprechstunde_occ WHERE calendar_id = ? AND end_at > ? AND end_at < ? AND start_at < ?'
			. ' UNION SELECT object_id FROM *PREFIX*sprechstunde_state WHERE calendar_id = ? AND end_at > ? AND end_at < ? AND start_at < ? AND deleted_at = 0',
			array_map(strval(...), [...$values, ...$values]), array_fill(0, 2 * count($values), IQueryBuilder::PARAM_INT));
		$ids = array_map(intval(...), array_column($result->fetchAll(), 'object_id'));
		$result->closeCursor();
		return array_values($ids);
	}

	/** @return list<int> objects with an occurrence on that day */
	private function indexed(int $calendarId, Interval $day): array {
		$query = $this->db->getQueryBuilder();
		$query->selectDistinct('object_id')->from('sprechstunde_occ')
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->gt('end_at', $query->createNamedParameter($day->start, IQueryBuilder::PARAM_INT)))
			// no row is longer
			->andWhere($query->expr()->lt('end_at', $query->createNamedParameter($day->end + OccurrenceIndex::LONGEST, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->lt('start_at', $query->createNamedParameter($day->end, IQueryBuilder::PARAM_INT)));
		$result = $query->executeQuery();
		$ids = array_map(intval(...), array_column($result->fetchAll(), 'object_id'));
		$result->closeCursor();
		return $ids;
	}
}
