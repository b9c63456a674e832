<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use Doctrine\DBAL\Schema\Table;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** What iCalendar can't hold: lock rows, busy occurrences, last known states, the outbox. No names, no reasons. */
final class Version000100Date20261123000000 extends SimpleMigrationStep {
	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		if ($schema->hasTable('sprechstunde_lock')) {
			return null;
		}
		$lock = $schema->createTable('sprechstunde_lock');
		self::numbers($lock, ['calendar_id', 'n']);
		$lock->setPrimaryKey(['calendar_id']);

		$occurrences = $schema->createTable('sprechstunde_occ');
		$occurrences->addColumn('id', Types::BIGINT, ['autoincrement' => true, 'notnull' => true]);
		self::numbers($occurrences, ['calendar_id', 'object_id', 'start_at', 'end_at']);
		$occurrences->setPrimaryKey(['id']);
		$occurrences->addIndex(['calendar_id', 'end_at', 'start_at'], 'sprst_occ_time');
		$occurrences->addIndex(['object_id'], 'sprst_occ_object');

		$state = $schema->createTable('sprechstunde_state');
		self::numbers($state, ['object_id', 'calendar_id', 'start_at', 'end_at', 'created_at', 'changed_at', 'status_changed_at', 'deleted_at']);
		self::texts($state, ['uri' => 255, 'uid' => 255, 'owner' => 64, 'kind' => 16, 'status' => 16, 'previous_status' => 16, 'type_code' => 64, 'source' => 20, 'visible' => 32, 'actor' => 64]);
		$state->setPrimaryKey(['object_id']);
		$state->addIndex(['calendar_id', 'status', 'start_at'], 'sprst_state_status');
		$state->addIndex(['calendar_id', 'owner', 'uri'], 'sprst_state_owner');

		$outbox = $schema->createTable('sprechstunde_outbox');
		$outbox->addColumn('id', Types::BIGINT, ['autoincrement' => true, 'notnull' => true]);
		self::numbers($outbox, ['object_id', 'calendar_id', 'base_start', 'base_end', 'created_at', 'due_at', 'attempts']);
		self::texts($outbox, ['kind' => 32, 'base_status' => 16, 'base_visible' => 32, 'state' => 16, 'last_error' => 255]);
		$outbox->setPrimaryKey(['id']);
		$outbox->addIndex(['state', 'due_at'], 'sprst_outbox_due');
		$outbox->addIndex(['object_id', 'state'], 'sprst_outbox_object');
		return $schema;
	}

	/** @param list<string> $names */
	private static function numbers(Table $table, array $names): void {
		foreach ($names as $name) {
			$table->addColumn($name, Types::BIGINT, ['notnull' => true, 'default' => 0]);
		}
	}

	/** @param array<string, int> $lengths by column; empty means none */
	private static function texts(Table $table, array $lengths): void {
		foreach ($lengths as $name => $length) {
			$table->addColumn($name, Types::STRING, ['notnull' => false, 'length' => $length, 'default' => '']);
		}
	}
}
