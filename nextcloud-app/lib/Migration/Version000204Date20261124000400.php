<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** Slots that are kept for a while for whoever fills in the form. Says nothing of the patient. */
final class Version000204Date20261124000400 extends SimpleMigrationStep {
	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		if ($schema->hasTable('sprechstunde_hold')) {
			return null;
		}
		$hold = $schema->createTable('sprechstunde_hold');
		foreach (['token', 'client'] as $digest) {
			$hold->addColumn($digest, Types::STRING, ['notnull' => true, 'length' => 64]);
		}
		foreach (['calendar_id', 'slot_at', 'start_at', 'end_at', 'expires_at'] as $number) {
			$hold->addColumn($number, Types::BIGINT, ['notnull' => true, 'default' => 0]);
		}
		$hold->setPrimaryKey(['token']);
		$hold->addIndex(['calendar_id', 'end_at', 'start_at'], 'sprst_hold_time');
		$hold->addIndex(['client'], 'sprst_hold_client');
		$hold->addIndex(['expires_at'], 'sprst_hold_expires');
		return $schema;
	}
}
