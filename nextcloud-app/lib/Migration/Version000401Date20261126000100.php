<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** When somebody of the practice has dealt with a conflict; until then it is counted. */
final class Version000401Date20261126000100 extends SimpleMigrationStep {
	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		$version = $schema->getTable('sprechstunde_version');
		if ($version->hasColumn('settled_at')) {
			return null;
		}
		$version->addColumn('settled_at', Types::BIGINT, ['notnull' => true, 'default' => 0]);
		$version->addIndex(['conflict', 'settled_at'], 'sprst_version_settled');
		return $schema;
	}
}
