<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** Of each account of a practice program: how far it has come since it got its password. */
final class Version000413Date20261126000413 extends SimpleMigrationStep {
	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		$sync = $schema->getTable('sprechstunde_sync');
		if ($sync->hasColumn('seen_at')) {
			return null;
		}
		foreach (['seen_at', 'found_at', 'fetched_at', 'stored_at'] as $name) {
			$sync->addColumn($name, Types::BIGINT, ['notnull' => true, 'default' => 0]);
		}
		return $schema;
	}
}
