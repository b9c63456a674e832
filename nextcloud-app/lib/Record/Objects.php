<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Pvs\MapContext;
use Sprechstunde\Core\Pvs\MapOut;

/** Reads stored calendar objects by id, in the trash or not. Writes go through CalDavBackend only. */
final class Objects {
	/** @var array{string, VCalendar}|null a text and what it holds, to be read only */
	private static ?array $parsed = null;

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/**
	 * @param list<int> $ids
	 * @return array<int, array{id: int, calendarId: int, uri: string, etag: string, data: string, deleted: bool}> by id; those that are gone are missing
	 */
	public function byIds(array $ids): array {
		$found = [];
		foreach (array_chunk($ids, 500) as $chunk) {
			$places = implode(', ', array_fill(0, count($chunk), '?'));
			$result = $this->db->executeQuery("SELECT id, calendarid, uri, etag, calendardata, deleted_at FROM *PREFIX*calendarobjects WHERE id IN ($places)",
				array_map(strval(...), $chunk), array_fill(0, count($chunk), IQueryBuilder::PARAM_INT));
			while (is_array($row = $result->fetch())) {
				$found[(int)$row['id']] = [
					'id' => (int)$row['id'], 'calendarId' => (int)$row['calendarid'], 'uri' => (string)$row['uri'],
					'etag' => '"' . $row['etag'] . '"', 'data' => self::text($row['calendardata']), 'deleted' => $row['deleted_at'] !== null,
				];
			}
			$result->closeCursor();
		}
		return $found;
	}

	/** Whether a calendar holds this URI or UID, in the trash or not. */
	public function exists(int $calendarId, string $uri, string $uid): bool {
		return $this->twins($calendarId, $uri, $uid) !== [];
	}

	/**
	 * What a calendar holds at this URI or with this UID. Asked in each write: plain SQL takes a third of the query builder's time.
	 *
	 * @return list<array{uri: string, deleted: bool}> in the trash (deleted) or not
	 */
	public function twins(int $calendarId, string $uri, string $uid): array {
		// two indexes, so two questions
		$of = 'SELECT uri, deleted_at FROM *PREFIX*calendarobjects WHERE calendarid = ? AND calendartype = ?';
		[$int, $text] = [IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_STR];
		$result = $this->db->executeQuery("$of AND uri = ? UNION $of AND uid = ?", [(string)$calendarId, '0', $uri, (string)$calendarId, '0', $uid], [$int, $int, $text, $int, $int, $text]);
		$twins = array_map(static fn (array $row): array => ['uri' => (string)$row['uri'], 'deleted' => $row['deleted_at'] !== null], $result->fetchAll());
		$result->closeCursor();
		return array_values($twins);
	}

	/** @return list<int> objects of a calendar, tasks included, not those in the trash */
	public function inCalendar(int $calendarId): array {
		$query = $this->db->getQueryBuilder();
		$query->select('id')->from('calendarobjects')
			->where($query->expr()->eq('calendarid', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('calendartype', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->isNull('deleted_at'))
			->orderBy('id');
		$result = $query->executeQuery();
		$ids = array_map(intval(...), array_column($result->fetchAll(), 'id'));
		$result->closeCursor();
		return $ids;
	}

	/** The calendar of an object, in the trash or not; null where there is none. */
	public function calendarOf(int $id): ?int {
		$query = $this->db->getQueryBuilder();
		$query->select('calendarid')->from('calendarobjects')
			->where($query->expr()->eq('id', $query->createNamedParameter($id, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('calendartype', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)));
		$result = $query->executeQuery();
		$calendarId = $result->fetchOne();
		$result->closeCursor();
		return $calendarId === false ? null : (int)$calendarId;
	}

	public function idOf(int $calendarId, string $uri): ?int {
		$query = $this->db->getQueryBuilder();
		$query->select('id')->from('calendarobjects')
			->where($query->expr()->eq('calendarid', $query->createNamedParameter($calendarId, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('calendartype', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('uri', $query->createNamedParameter($uri)));
		$result = $query->executeQuery();
		$id = $result->fetchOne();
		$result->closeCursor();
		return $id === false ? null : (int)$id;
	}

	/** Spares the next reader of a text that was just judged the work of parsing it again. */
	public static function remember(string $data, VCalendar $calendar): void {
		self::$parsed = [$data, $calendar];
	}

	/** The text of an object as a program is shown it; one that can't be read is shown as it is. */
	public static function shown(string $text, MapContext $context): string {
		$object = self::parse($text);
		return $object === null ? $text : MapOut::show($object, $context)->serialize();
	}

	/** Null where the stored text can't be read: an error of ours never makes an appointment vanish. */
	public static function parse(string $data): ?VCalendar {
		if (self::$parsed !== null && self::$parsed[0] === $data) {
			return self::$parsed[1];
		}
		try {
			return CalendarParser::parseStored($data);
		} catch (IssuesException) {
			return null;
		}
	}

	/** On PostgreSQL a large object comes as a stream. */
	public static function text(mixed $data): string {
		return is_resource($data) ? (string)stream_get_contents($data) : (string)$data;
	}
}
