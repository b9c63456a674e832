<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\IDBConnection;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** The log also says which appointment (UID), in which role and by which way; when each account of a practice program last read and wrote. */
final class Version000403Date20261126000300 extends SimpleMigrationStep {
	public function __construct(
		private IDBConnection $db,
		private PracticeStore $store,
	) {
	}

	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		if ($schema->hasTable('sprechstunde_sync')) {
			return null;
		}
		$text = static fn (int $length): array => ['notnull' => false, 'length' => $length, 'default' => ''];
		$log = $schema->getTable('sprechstunde_log');
		foreach (['uid' => 255, 'role' => 16, 'way' => 16] as $name => $length) {
			$log->addColumn($name, Types::STRING, $text($length));
		}
		$log->addIndex(['uid', 'id'], 'sprst_log_uid');

		$sync = $schema->createTable('sprechstunde_sync');
		$sync->addColumn('account', Types::STRING, ['notnull' => true, 'length' => 64]);
		foreach (['first_at', 'read_at', 'write_at'] as $name) {
			$sync->addColumn($name, Types::BIGINT, ['notnull' => true, 'default' => 0]);
		}
		$sync->addColumn('agent', Types::STRING, $text(64));
		$sync->setPrimaryKey(['account']);
		return $schema;
	}

	/** @param array<mixed> $options */
	public function postSchemaChange(IOutput $output, Closure $schemaClosure, array $options): void {
		$this->db->executeStatement('UPDATE *PREFIX*sprechstunde_log SET uid = (SELECT s.uid FROM *PREFIX*sprechstunde_state s WHERE s.object_id = *PREFIX*sprechstunde_log.object_id) WHERE object_id <> 0');
		$this->store->refresh();
		$this->store->rememberGroups();
	}
}
