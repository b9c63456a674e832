<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** What the log says of the last days, in numbers. */
final class LogCounts {
	private const DECISIONS = ['APPOINTMENT_APPROVED', 'APPOINTMENT_REJECTED'];

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/**
	 * @param list<string> $codes
	 * @return array<string, int> entries since then, by code
	 */
	public function byCode(array $codes, int $since): array {
		$query = $this->db->getQueryBuilder();
		$query->select('code')->selectAlias($query->func()->count('*'), 'number')->from('sprechstunde_log')
			->where($query->expr()->gte('at', $query->createNamedParameter($since, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->in('code', $query->createNamedParameter($codes, IQueryBuilder::PARAM_STR_ARRAY)))
			->groupBy('code');
		$result = $query->executeQuery();
		$counts = array_fill_keys($codes, 0);
		while (is_array($row = $result->fetch())) {
			$counts[(string)$row['code']] = (int)$row['number'];
		}
		$result->closeCursor();
		return $counts;
	}

	/** @return list<int> seconds from each request's arrival to its first decision since then, the quickest first */
	public function answerTimes(int $since): array {
		$query = $this->db->getQueryBuilder();
		$query->select('uid', 'code', 'at')->from('sprechstunde_log')
			->where($query->expr()->gte('at', $query->createNamedParameter($since, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->in('code', $query->createNamedParameter(['APPOINTMENT_RECEIVED', ...self::DECISIONS], IQueryBuilder::PARAM_STR_ARRAY)))
			->orderBy('id');
		$result = $query->executeQuery();
		$received = [];
		$times = [];
		while (is_array($row = $result->fetch())) {
			$uid = (string)$row['uid'];
			if ($row['code'] === 'APPOINTMENT_RECEIVED') {
				$received[$uid] = (int)$row['at'];
			} elseif (isset($received[$uid])) {
				$times[] = (int)$row['at'] - $received[$uid];
				unset($received[$uid]);
			}
		}
		$result->closeCursor();
		sort($times);
		return $times;
	}
}
