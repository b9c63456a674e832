<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** How well practice programs synchronise: a row per account and day. */
final class Version000420Date20261126000420 extends SimpleMigrationStep {
	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		if ($schema->hasTable('sprechstunde_sync_days')) {
			return null;
		}
		$days = $schema->createTable('sprechstunde_sync_days');
		$days->addColumn('id', Types::BIGINT, ['notnull' => true, 'autoincrement' => true]);
		$days->addColumn('account', Types::STRING, ['notnull' => true, 'length' => 64]);
		foreach (['day', 'done', 'failed'] as $name) {
			$days->addColumn($name, Types::INTEGER, ['notnull' => true, 'default' => 0]);
		}
		$days->addColumn('failed_at', Types::BIGINT, ['notnull' => true, 'default' => 0]);
		$days->setPrimaryKey(['id']);
		$days->addUniqueIndex(['account', 'day'], 'sprst_sync_day');
		return $schema;
	}
}
