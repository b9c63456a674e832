<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use OCP\IRequest;
use Sprechstunde\Core\Role;

/** What the practice should be able to look up: codes, ids and accounts; whom it is about shows only where the object is read. */
final class ActivityLog {
	private const INSERT = 'INSERT INTO *PREFIX*sprechstunde_log (at, level, code, object_id, calendar_id, uid, actor, role, way, params) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

	public function __construct(
		private IDBConnection $db,
		private IRequest $request,
		private ITimeFactory $time,
	) {
	}

	/**
	 * In each write: plain SQL takes a third of the query builder's time.
	 *
	 * @param 'INFO'|'SUCCESS'|'WARNING'|'ERROR' $level
	 * @param string $code one of the contract's, which has its text
	 * @param int $objectId 0: it is about no object, likewise $calendarId, and $uid where empty
	 * @param array<string, string|int> $params never anything of a patient
	 */
	public function note(string $level, string $code, Writer $writer, int $objectId = 0, int $calendarId = 0, string $uid = '', array $params = []): void {
		[$int, $text] = [IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_STR];
		$this->db->executeStatement(self::INSERT, [
			(string)$this->time->getTime(), $level, $code, (string)$objectId, (string)$calendarId, mb_substr($uid, 0, 255), mb_substr($writer->name, 0, 64),
			$writer->role->value ?? '', $this->way($writer), $params === [] ? '' : json_encode($params, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE),
		], [$int, $text, $text, $int, $int, $text, $text, $text, $text, $text]);
	}

	/** @return int how many entries went */
	public function removeBefore(int $instant): int {
		$query = $this->db->getQueryBuilder();
		$query->delete('sprechstunde_log')->where($query->expr()->lt('at', $query->createNamedParameter($instant, IQueryBuilder::PARAM_INT)));
		return $query->executeStatement();
	}

	/** By which way somebody writes: a key of the contract's ways; empty: a job. */
	private function way(Writer $writer): string {
		return match (true) {
			$writer->name === '' => '',
			$writer->role === Role::Booking => 'website',
			$writer->role === Role::Patient => 'link',
			PHP_SAPI === 'cli' => 'occ',
			// pages of Nextcloud send it with each request, programs don't know it
			$this->request->getHeader('requesttoken') !== '' => 'browser',
			$writer->role === Role::Pvs => 'sync',
			default => 'caldav',
		};
	}
}
