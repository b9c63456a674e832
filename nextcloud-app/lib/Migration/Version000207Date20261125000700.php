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

/** The practice's configuration gets a row of its own: read from the app's settings, it brought all lazy settings of all apps with it. */
final class Version000207Date20261125000700 extends SimpleMigrationStep {
	public function __construct(
		private IDBConnection $db,
		private IAppConfig $config,
	) {
	}

	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		if ($schema->hasTable('sprechstunde_document')) {
			return null;
		}
		$table = $schema->createTable('sprechstunde_document');
		$table->addColumn('name', Types::STRING, ['notnull' => true, 'length' => 32]);
		$table->addColumn('json', Types::TEXT, ['notnull' => false]);
		$table->setPrimaryKey(['name']);
		return $schema;
	}

	/** @param array<mixed> $options */
	public function postSchemaChange(IOutput $output, Closure $schemaClosure, array $options): void {
		$json = $this->config->getValueString('sprechstunde', 'practice', '', true);
		if ($json !== '') {
			$this->db->insertIgnoreConflict('sprechstunde_document', ['name' => 'practice', 'json' => $json]);
			$this->config->deleteKey('sprechstunde', 'practice');
			$practice = json_decode($json, true);
			$group = is_array($practice) && is_array($practice['roles'] ?? null) ? $practice['roles']['booking'] ?? '' : '';
			$this->config->setValueString('sprechstunde', 'booking_group', is_string($group) ? $group : '');
		}
	}
}
