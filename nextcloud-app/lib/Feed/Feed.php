<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Feed;

use OCA\Sprechstunde\Record\Objects;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\AppointmentWriter;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\MapContext;

/** The practice's calendars as one iCalendar file: from a month ago to a year ahead, the earliest objects first. */
final class Feed {
	/** of objects; a practice with more in that time gets the earlier ones */
	private const MOST = 10000;
	private const DAYS_BACK = 31;
	private const DAYS_AHEAD = 366;

	public function __construct(
		private IDBConnection $db,
		private ITimeFactory $time,
	) {
	}

	/**
	 * What tells one state of a feed from another, without reading it.
	 *
	 * @param non-empty-list<FeedSource> $sources
	 * @return array{etag: string, modified: int} etag with its quotes; modified: epoch seconds
	 */
	public function state(array $sources, Practice $practice): array {
		$today = $this->today($practice);
		$keys = [$today->format('Y-m-d'), $practice->name, $practice->language, (string)$practice->syncIntervalMinutes()];
		$modified = $today->getTimestamp();
		foreach ($sources as $source) {
			$result = $this->db->executeQuery('SELECT synctoken FROM *PREFIX*calendars WHERE id = ?', [(string)$source->calendarId], [IQueryBuilder::PARAM_INT]);
			$keys[] = $source->key() . ':' . $result->fetchOne();
			$result->closeCursor();
			// by the index, and one row of it: a calendar may have thousands of changes
			$query = $this->db->getQueryBuilder();
			$query->select('created_at')->from('calendarchanges')
				->where($query->expr()->eq('calendarid', $query->createNamedParameter($source->calendarId, IQueryBuilder::PARAM_INT)))
				->andWhere($query->expr()->eq('calendartype', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
				->orderBy('synctoken', 'DESC')->setMaxResults(1);
			$result = $query->executeQuery();
			$modified = max($modified, (int)$result->fetchOne());
			$result->closeCursor();
		}
		return ['etag' => '"' . substr(hash('sha256', implode("\0", $keys)), 0, 32) . '"', 'modified' => $modified];
	}

	/**
	 * @param non-empty-list<FeedSource> $sources
	 * @return resource at its beginning
	 */
	public function write(array $sources, Practice $practice) {
		$file = fopen('php://temp/maxmemory:4194304', 'r+') ?: throw new \RuntimeException('no temporary file');
		$minutes = $practice->syncIntervalMinutes();
		fwrite($file, FeedText::lines([
			'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:' . AppointmentWriter::PRODID, 'CALSCALE:GREGORIAN', 'X-WR-CALNAME:' . FeedText::escape($practice->name),
			"REFRESH-INTERVAL;VALUE=DURATION:PT{$minutes}M", "X-PUBLISHED-TTL:PT{$minutes}M",
		]));
		$zones = [];
		$busy = $practice->language === 'en' ? 'Busy' : 'Belegt';
		foreach ($this->objects($sources, $practice) as ['data' => $data, 'isMasked' => $isMasked, 'shown' => $shown]) {
			foreach (FeedText::parts($shown === null ? $data : Objects::shown($data, $shown)) as ['name' => $name, 'zone' => $zone, 'text' => $text]) {
				if ($name === 'VTIMEZONE' && !isset($zones[$zone])) {
					$zones[$zone] = true;
					fwrite($file, $text);
				} elseif ($name === 'VEVENT') {
					fwrite($file, $isMasked ? FeedText::masked($text, $busy) : $text);
				}
			}
		}
		fwrite($file, FeedText::lines(['END:VCALENDAR']));
		rewind($file);
		return $file;
	}

	/**
	 * @param non-empty-list<FeedSource> $sources
	 * @return iterable<array{data: string, isMasked: bool, shown: ?MapContext}>
	 */
	private function objects(array $sources, Practice $practice): iterable {
		$today = $this->today($practice);
		$byId = array_combine(array_map(static fn (FeedSource $source): int => $source->calendarId, $sources), $sources);
		$query = $this->db->getQueryBuilder();
		$query->select('calendarid', 'calendardata', 'classification')->from('calendarobjects')
			->where($query->expr()->in('calendarid', $query->createNamedParameter(array_keys($byId), IQueryBuilder::PARAM_INT_ARRAY)))
			->andWhere($query->expr()->eq('calendartype', $query->createNamedParameter(0, IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->eq('componenttype', $query->createNamedParameter('VEVENT')))
			->andWhere($query->expr()->isNull('deleted_at'))
			->andWhere($query->expr()->gt('lastoccurence', $query->createNamedParameter($today->modify('-' . self::DAYS_BACK . ' days')->getTimestamp(), IQueryBuilder::PARAM_INT)))
			->andWhere($query->expr()->lt('firstoccurence', $query->createNamedParameter($today->modify('+' . self::DAYS_AHEAD . ' days')->getTimestamp(), IQueryBuilder::PARAM_INT)))
			->orderBy('firstoccurence')->addOrderBy('id')->setMaxResults(self::MOST);
		$result = $query->executeQuery();
		while (is_array($row = $result->fetch())) {
			$source = $byId[(int)$row['calendarid']];
			// Nextcloud's classes: 1 private, 2 confidential
			$class = $source->isOwner ? 0 : (int)$row['classification'];
			if ($class !== 1) {
				$data = $row['calendardata'];
				yield ['data' => is_resource($data) ? (string)stream_get_contents($data) : (string)$data, 'isMasked' => $class === 2 && !$source->isWriter, 'shown' => $source->shown];
			}
		}
		$result->closeCursor();
	}

	private function today(Practice $practice): \DateTimeImmutable {
		return $this->time->now()->setTimezone($practice->timeZone())->setTime(0, 0);
	}
}
