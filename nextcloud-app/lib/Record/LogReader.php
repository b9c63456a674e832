<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticePaths;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use OCP\IUserManager;
use Sprechstunde\Core\Interval;

/**
 * Reads the log, the newest entries first.
 *
 * @phpstan-type Entry array{id: int, at: string, level: string, code: string, actor: string, actorName: string, role: string, way: string, calendar: string, uid: string, href: ?string, params: array<string, string|int>}
 */
final class LogReader {
	public function __construct(
		private IDBConnection $db,
		private CalendarIds $calendars,
		private AppointmentStates $states,
		private PracticePaths $paths,
		private IUserManager $users,
	) {
	}

	/**
	 * @param string $userId account that asks: addresses are as it reaches them
	 * @return list<Entry> at: UTC, ISO 8601; href: null where there is no object (any more); calendar: empty where there is none
	 */
	public function find(LogFilter $filter, string $userId): array {
		$rows = $this->rows($filter);
		$states = $this->states->byIds(array_values(array_unique(array_filter(array_map(static fn (array $row): int => (int)$row['object_id'], $rows)))));
		$calendars = $this->calendars->all();
		$entries = [];
		foreach ($rows as $row) {
			$state = $states[(int)$row['object_id']] ?? null;
			$config = $calendars[$state->calendarId ?? (int)$row['calendar_id']] ?? null;
			$params = json_decode((string)($row['params'] ?? ''), true);
			$actor = (string)($row['actor'] ?? '');
			/** @var array<string, string|int> $params */
			$params = is_array($params) ? $params : [];
			$entries[] = [
				'id' => (int)$row['id'], 'at' => Interval::iso((int)$row['at']), 'level' => (string)$row['level'], 'code' => (string)$row['code'],
				'actor' => $actor, 'actorName' => $actor === '' ? '' : $this->users->getDisplayName($actor) ?? $actor,
				'role' => (string)($row['role'] ?? ''), 'way' => (string)($row['way'] ?? ''),
				'calendar' => $config->id ?? '', 'uid' => (string)($row['uid'] ?? ''),
				'href' => $state === null || $state->deletedAt !== 0 || $config === null ? null : $this->paths->addressFor($config, $userId) . rawurlencode($state->uri),
				'params' => $params,
			];
		}
		return $entries;
	}

	/** @return list<array<string, mixed>> */
	private function rows(LogFilter $filter): array {
		$query = $this->db->getQueryBuilder();
		$query->select('*')->from('sprechstunde_log')->orderBy('id', 'DESC')->setMaxResults($filter->limit);
		$number = static fn (int $value) => $query->createNamedParameter($value, IQueryBuilder::PARAM_INT);
		foreach (['gte' => $filter->from, 'lt' => $filter->to] as $comparison => $instant) {
			if ($instant !== null) {
				$query->andWhere($comparison === 'gte' ? $query->expr()->gte('at', $number($instant)) : $query->expr()->lt('at', $number($instant)));
			}
		}
		foreach (['level' => $filter->levels, 'code' => $filter->codes] as $column => $allowed) {
			if ($allowed !== []) {
				$query->andWhere($query->expr()->in($column, $query->createNamedParameter($allowed, IQueryBuilder::PARAM_STR_ARRAY)));
			}
		}
		if ($filter->uid !== '') {
			$query->andWhere($query->expr()->eq('uid', $query->createNamedParameter($filter->uid)));
		}
		if ($filter->search !== '') {
			$pattern = $query->createNamedParameter('%' . $this->db->escapeLikeParameter($filter->search) . '%');
			$query->andWhere($query->expr()->orX($query->expr()->iLike('uid', $pattern), $query->expr()->iLike('actor', $pattern)));
		}
		if ($filter->before !== null) {
			$query->andWhere($query->expr()->lt('id', $number($filter->before)));
		}
		$result = $query->executeQuery();
		$rows = $result->fetchAll();
		$result->closeCursor();
		return array_values($rows);
	}
}
