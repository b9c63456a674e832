<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/**
 * Finds objects that may be of one patient by the index that Nextcloud keeps of titles and descriptions, where our guard has written name
 * and birth date. What it names is to be read and compared: it is cut at 254 bytes, and others may be called the same.
 */
final class PatientIndex {
	/** Rows of one question: more have nothing to add to a list for people. */
	private const MOST = 400;

	public function __construct(
		private IDBConnection $db,
		private CalendarIds $calendars,
	) {
	}

	/**
	 * Appointments whose title has all these words, the latest first.
	 *
	 * @param list<string> $patterns of LIKE, escaped; each matches a part of a word
	 * @return list<array{id: int, title: string}>
	 */
	public function byTitle(array $patterns): array {
		$query = $this->query('SUMMARY');
		foreach ($patterns as $pattern) {
			$query->andWhere($query->expr()->iLike('p.value', $query->createNamedParameter("%$pattern%")));
		}
		return self::rows($query);
	}

	/**
	 * Appointments of people born on a day, the latest first.
	 *
	 * @param string $birthDate YYYY-MM-DD
	 * @return list<array{id: int, title: string}> the title is the description's beginning
	 */
	public function byBirthDate(string $birthDate): array {
		[$year, $month, $day] = explode('-', $birthDate);
		$query = $this->query('DESCRIPTION');
		// as the practice's language writes it, and as another one did before
		$query->andWhere($query->expr()->orX(
			$query->expr()->like('p.value', $query->createNamedParameter("%$day.$month.$year%")),
			$query->expr()->like('p.value', $query->createNamedParameter("%$birthDate%")),
		));
		return self::rows($query);
	}

	private function query(string $property): IQueryBuilder {
		$query = $this->db->getQueryBuilder();
		return $query->select('p.objectid', 'p.value')->from('calendarobjects_props', 'p')
			->innerJoin('p', 'sprechstunde_state', 's', $query->expr()->eq('s.object_id', 'p.objectid'))
			->where($query->expr()->in('p.calendarid', $query->createNamedParameter(array_keys($this->calendars->all()), IQueryBuilder::PARAM_INT_ARRAY)))
			->andWhere($query->expr()->eq('p.calendartype', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('p.name', $query->createNamedParameter($property)))
			->andWhere($query->expr()->eq('s.kind', $query->createNamedParameter('appointment')))
			->andWhere($query->expr()->eq('s.deleted_at', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->orderBy('s.start_at', 'DESC')->addOrderBy('p.id', 'DESC')
			->setMaxResults(self::MOST);
	}

	/** @return list<array{id: int, title: string}> */
	private static function rows(IQueryBuilder $query): array {
		$result = $query->executeQuery();
		$rows = [];
		while (is_array($row = $result->fetch())) {
			// a series has a title per exception
			$rows[(int)$row['objectid']] ??= ['id' => (int)$row['objectid'], 'title' => (string)$row['value']];
		}
		$result->closeCursor();
		return array_values($rows);
	}
}
