<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** What programs that listen are to hear of appointments, and the secrets that it is signed with. */
final class Version000414Date20261126000414 extends SimpleMigrationStep {
	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		if ($schema->hasTable('sprechstunde_deliveries')) {
			return null;
		}
		$table = $schema->createTable('sprechstunde_deliveries');
		$table->addColumn('id', Types::BIGINT, ['notnull' => true, 'autoincrement' => true]);
		foreach (['event_id' => 40, 'target' => 100, 'uid' => 255, 'kind' => 16, 'state' => 16] as $name => $length) {
			$table->addColumn($name, Types::STRING, ['notnull' => true, 'length' => $length]);
		}
		// Oracle's rule, which Nextcloud holds all databases to: what may be empty may be null
		foreach (['calendar' => 64, 'uri' => 255, 'status' => 16, 'etag' => 64, 'old_calendar' => 64, 'last_error' => 255] as $name => $length) {
			$table->addColumn($name, Types::STRING, ['notnull' => false, 'length' => $length, 'default' => '']);
		}
		foreach (['object_id', 'calendar_id', 'start_at', 'end_at', 'old_start', 'old_end', 'created_at', 'due_at', 'attempts', 'last_status', 'finished_at'] as $name) {
			$table->addColumn($name, Types::BIGINT, ['notnull' => true, 'default' => 0]);
		}
		$table->setPrimaryKey(['id']);
		$table->addUniqueIndex(['event_id'], 'sprst_deliv_event');
		$table->addIndex(['state', 'due_at'], 'sprst_deliv_due');
		$table->addIndex(['target', 'uid', 'state'], 'sprst_deliv_order');
		$secrets = $schema->createTable('sprechstunde_secrets');
		$secrets->addColumn('id', Types::BIGINT, ['notnull' => true, 'autoincrement' => true]);
		$secrets->addColumn('name', Types::STRING, ['notnull' => true, 'length' => 100]);
		$secrets->addColumn('secret', Types::TEXT, ['notnull' => true]);
		$secrets->addColumn('former', Types::TEXT, ['notnull' => false]);
		$secrets->addColumn('former_until', Types::BIGINT, ['notnull' => true, 'default' => 0]);
		$secrets->addColumn('created_at', Types::BIGINT, ['notnull' => true, 'default' => 0]);
		$secrets->setPrimaryKey(['id']);
		$secrets->addUniqueIndex(['name'], 'sprst_secrets_name');
		return $schema;
	}
}
