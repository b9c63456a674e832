<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;

/** What the practice should be able to look up: codes, ids and accounts; whom it is about shows only where the object is read. */
final class ActivityLog {
	private const TABLE = 'sprechstunde_log';

	public function __construct(
		private IDBConnection $db,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param 'INFO'|'SUCCESS'|'WARNING'|'ERROR' $level
	 * @param string $code what happened: CONFLICT, DOUBLE_BOOKED, VERSION_RESTORED
	 * @param string $actor account that did it
	 * @param array<string, string|int> $params never anything of a patient
	 * @return int the entry's id
	 */
	public function add(string $level, string $code, int $objectId, int $calendarId, string $actor, array $params = []): int {
		$query = $this->db->getQueryBuilder();
		$query->insert(self::TABLE)->values([
			'at' => $query->createNamedParameter($this->time->getTime(), IQueryBuilder::PARAM_INT),
			'level' => $query->createNamedParameter($level),
			'code' => $query->createNamedParameter($code),
			'object_id' => $query->createNamedParameter($objectId, IQueryBuilder::PARAM_INT),
			'calendar_id' => $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT),
			'actor' => $query->createNamedParameter(mb_substr($actor, 0, 64)),
			'params' => $query->createNamedParameter($params === [] ? '' : json_encode($params, JSON_THROW_ON_ERROR)),
		])->executeStatement();
		return $query->getLastInsertId();
	}

	/** @return int how many entries went */
	public function removeBefore(int $instant): int {
		$query = $this->db->getQueryBuilder();
		$query->delete(self::TABLE)->where($query->expr()->lt('at', $query->createNamedParameter($instant, IQueryBuilder::PARAM_INT)));
		return $query->executeStatement();
	}
}
