<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** Links to the practice's feed: what they are for, and their tokens as digests. */
final class Version000410Date20261126000410 extends SimpleMigrationStep {
	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		if ($schema->hasTable('sprechstunde_feed')) {
			return null;
		}
		$table = $schema->createTable('sprechstunde_feed');
		$table->addColumn('id', Types::BIGINT, ['notnull' => true, 'autoincrement' => true]);
		$table->addColumn('hash', Types::STRING, ['notnull' => true, 'length' => 64]);
		$table->addColumn('label', Types::STRING, ['notnull' => true, 'length' => 100]);
		foreach (['created_at', 'used_at'] as $name) {
			$table->addColumn($name, Types::BIGINT, ['notnull' => true, 'default' => 0]);
		}
		$table->setPrimaryKey(['id']);
		$table->addUniqueIndex(['hash'], 'sprst_feed_hash');
		return $schema;
	}
}
