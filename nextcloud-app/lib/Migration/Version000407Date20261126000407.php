<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\IAppConfig;
use OCP\IDBConnection;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** Of each request: whether the team has been told. Before, one list in the settings said so. */
final class Version000407Date20261126000407 extends SimpleMigrationStep {
	private bool $isNew = false;

	public function __construct(
		private IDBConnection $db,
		private IAppConfig $config,
	) {
	}

	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		$state = $schema->getTable('sprechstunde_state');
		if ($state->hasColumn('announced')) {
			return null;
		}
		$this->isNew = true;
		$state->addColumn('announced', Types::SMALLINT, ['notnull' => true, 'default' => 0]);
		return $schema;
	}

	/** @param array<mixed> $options */
	public function postSchemaChange(IOutput $output, Closure $schemaClosure, array $options): void {
		if ($this->isNew) {
			// nobody is told today of what has waited for days
			$this->db->executeStatement("UPDATE *PREFIX*sprechstunde_state SET announced = 1 WHERE status = 'TENTATIVE' AND deleted_at = 0");
			$this->config->deleteKey('sprechstunde', 'announced_requests');
		}
	}
}
