<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sprechstunde\Core\BusyIntervals;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;

/** One row per busy occurrence, buffers included, half-open, keyed by object id because a MOVE can rename an object. */
final class OccurrenceIndex {
	private const DAY = 86400;
	/** Days from now until which occurrences are looked for, one span after the other from FIRST on; in each span the core gives so many at most, so those that can be booked soon come in short ones. */
	private const SPANS = [-1, 14, 31, 62, 92, 183, 366, self::LAST];
	private const FIRST = -366;
	private const LAST = 731;

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/**
	 * When an object makes its calendar busy: a year back, two years ahead.
	 *
	 * @param int $now epoch seconds
	 * @return list<Interval> sorted, merged
	 */
	public static function busyTime(VCalendar $object, Practice $practice, int $now): array {
		$repeats = array_filter(EventProperties::events($object), static fn (VEvent $event): bool => isset($event->RRULE) || isset($event->RDATE)) !== [];
		$busy = [];
		$since = self::FIRST;
		foreach ($repeats ? self::SPANS : [self::LAST] as $until) {
			array_push($busy, ...BusyIntervals::of($object, $practice, $now + $since * self::DAY, $now + $until * self::DAY));
			$since = $until;
		}
		return Interval::merge($busy);
	}

	/**
	 * Busy intervals of a calendar that overlap [from, to), by start.
	 *
	 * @param int $from epoch seconds, likewise $to
	 * @param int $except object that is left out
	 * @return list<Interval>
	 */
	public function busy(int $calendarId, int $from, int $to, int $except = 0): array {
		$query = $this->db->getQueryBuilder();
		$query->select('start_at', 'end_at')->from('sprechstunde_occ')
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->gt('end_at', $query->createNamedParameter($from, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->lt('start_at', $query->createNamedParameter($to, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->neq('object_id', $query->createNamedParameter($except, IQueryBuilder::PARAM_INT)))
			->orderBy('start_at');
		$result = $query->executeQuery();
		$busy = [];
		while (is_array($row = $result->fetch())) {
			$busy[] = new Interval((int)$row['start_at'], (int)$row['end_at']);
		}
		$result->closeCursor();
		return $busy;
	}

	/**
	 * Whether any of the intervals overlaps other busy time.
	 *
	 * @param list<Interval> $claims
	 */
	public function isTaken(int $calendarId, array $claims, int $except = 0): bool {
		foreach ($claims as $claim) {
			if ($this->busy($calendarId, $claim->start, $claim->end, $except) !== []) {
				return true;
			}
		}
		return false;
	}

	/** @param list<Interval> $busy */
	public function replace(int $calendarId, int $objectId, array $busy): void {
		$this->remove($objectId);
		foreach ($busy as $interval) {
			$query = $this->db->getQueryBuilder();
			$query->insert('sprechstunde_occ')->values([
				'calendar_id' => $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT),
				'object_id' => $query->createNamedParameter($objectId, IQueryBuilder::PARAM_INT),
				'start_at' => $query->createNamedParameter($interval->start, IQueryBuilder::PARAM_INT),
				'end_at' => $query->createNamedParameter($interval->end, IQueryBuilder::PARAM_INT),
			])->executeStatement();
		}
	}

	public function remove(int $objectId): void {
		$query = $this->db->getQueryBuilder();
		$query->delete('sprechstunde_occ')
			->where($query->expr()->eq('object_id', $query->createNamedParameter($objectId, IQueryBuilder::PARAM_INT)))
			->executeStatement();
	}

	public function removeCalendar(int $calendarId): void {
		$query = $this->db->getQueryBuilder();
		$query->delete('sprechstunde_occ')
			->where($query->expr()->eq('calendar_id', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->executeStatement();
	}
}
