<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** What programs with a REST interface call our appointments, and which of their events have been seen. */
final class Version000416Date20261126000416 extends SimpleMigrationStep {
	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		if ($schema->hasTable('sprechstunde_remote_ids')) {
			return null;
		}
		$ids = $schema->createTable('sprechstunde_remote_ids');
		$ids->addColumn('id', Types::BIGINT, ['notnull' => true, 'autoincrement' => true]);
		foreach (['connection' => 64, 'uid' => 255] as $name => $length) {
			$ids->addColumn($name, Types::STRING, ['notnull' => true, 'length' => $length]);
		}
		// Oracle takes an empty text for none
		foreach (['remote_id' => 255, 'sent_hash' => 64] as $name => $length) {
			$ids->addColumn($name, Types::STRING, ['notnull' => false, 'length' => $length, 'default' => '']);
		}
		$ids->addColumn('creations', Types::INTEGER, ['notnull' => true, 'default' => 0]);
		foreach (['revision', 'occurred_at'] as $name) {
			$ids->addColumn($name, Types::BIGINT, ['notnull' => false]);
		}
		$ids->setPrimaryKey(['id']);
		$ids->addUniqueIndex(['connection', 'uid'], 'sprst_remote_uid');
		$ids->addIndex(['connection', 'remote_id'], 'sprst_remote_id');
		$events = $schema->createTable('sprechstunde_remote_events');
		$events->addColumn('id', Types::BIGINT, ['notnull' => true, 'autoincrement' => true]);
		$events->addColumn('hash', Types::STRING, ['notnull' => true, 'length' => 64]);
		$events->addColumn('seen_at', Types::BIGINT, ['notnull' => true, 'default' => 0]);
		$events->setPrimaryKey(['id']);
		$events->addUniqueIndex(['hash'], 'sprst_remote_event');
		return $schema;
	}
}
