<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCA\Sprechstunde\Index\IndexedHorizon;
use OCA\Sprechstunde\Index\OccurrenceIndex;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\IDBConnection;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;
use Sprechstunde\Core\Interval;

/** How far each object is in the index. What is there already counts as not looked at, so that the job follows it; until then it was followed for a year and more. */
final class Version000202Date20261124000200 extends SimpleMigrationStep {
	private const YEAR = 366 * 86400;

	public function __construct(
		private IDBConnection $db,
		private OccurrenceIndex $index,
		private IndexedHorizon $horizon,
	) {
	}

	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		$state = $schema->getTable('sprechstunde_state');
		if ($state->hasColumn('indexed_until')) {
			return null;
		}
		$state->addColumn('indexed_until', Types::BIGINT, ['notnull' => true, 'default' => 1]);
		$state->addIndex(['calendar_id', 'indexed_until'], 'sprst_state_indexed');
		return $schema;
	}

	/**
	 * Rows of the index are cut to the length that its questions count on.
	 *
	 * @param array<mixed> $options
	 */
	public function postSchemaChange(IOutput $output, Closure $schemaClosure, array $options): void {
		$query = $this->db->getQueryBuilder();
		$query->selectDistinct(['object_id', 'calendar_id'])->from('sprechstunde_occ')
			->where($query->expr()->gt('end_at', $query->createFunction('start_at + ' . OccurrenceIndex::LONGEST)));
		$result = $query->executeQuery();
		$long = $result->fetchAll();
		$result->closeCursor();
		foreach ($long as $row) {
			$rows = $this->index->rows([(int)$row['object_id']])[(int)$row['object_id']] ?? [];
			$this->index->replace((int)$row['calendar_id'], (int)$row['object_id'], array_map(static fn (array $one): Interval => new Interval($one[1], $one[2]), $rows));
		}
		$query = $this->db->getQueryBuilder();
		$query->select('object_id')->from('sprechstunde_state')->setMaxResults(1);
		$result = $query->executeQuery();
		$isUsed = $result->fetchOne() !== false;
		$result->closeCursor();
		if ($isUsed) {
			$this->horizon->raise(time() + self::YEAR);
		}
	}
}
