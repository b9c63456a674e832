<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** For conflicts: what website and patients have just changed, the versions that were overwritten (encrypted), and the log (ids only). */
final class Version000205Date20261124000500 extends SimpleMigrationStep {
	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		if ($schema->hasTable('sprechstunde_version')) {
			return null;
		}
		$text = static fn (int $length): array => ['notnull' => false, 'length' => $length, 'default' => ''];
		$number = ['notnull' => true, 'default' => 0];
		$id = ['autoincrement' => true, 'notnull' => true];

		$state = $schema->getTable('sprechstunde_state');
		$state->addColumn('etag', Types::STRING, $text(64));
		$state->addColumn('recent', Types::STRING, $text(2000));

		$version = $schema->createTable('sprechstunde_version');
		$version->addColumn('id', Types::BIGINT, $id);
		foreach (['object_id', 'calendar_id', 'written_at', 'overwritten_at', 'conflict', 'expires_at'] as $name) {
			$version->addColumn($name, Types::BIGINT, $number);
		}
		foreach (['uri' => 255, 'etag' => 64, 'actor' => 64, 'role' => 16] as $name => $length) {
			$version->addColumn($name, Types::STRING, $text($length));
		}
		$version->addColumn('data', Types::TEXT, ['notnull' => false]);
		$version->setPrimaryKey(['id']);
		$version->addIndex(['calendar_id', 'uri'], 'sprst_version_uri');
		$version->addIndex(['expires_at'], 'sprst_version_expires');

		$log = $schema->createTable('sprechstunde_log');
		$log->addColumn('id', Types::BIGINT, $id);
		foreach (['at', 'object_id', 'calendar_id'] as $name) {
			$log->addColumn($name, Types::BIGINT, $number);
		}
		foreach (['level' => 16, 'code' => 64, 'actor' => 64, 'params' => 1000] as $name => $length) {
			$log->addColumn($name, Types::STRING, $text($length));
		}
		$log->setPrimaryKey(['id']);
		$log->addIndex(['at'], 'sprst_log_at');
		return $schema;
	}
}
