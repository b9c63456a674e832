<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** The waiting list: time that became free, and to whom it was offered (by the UID of their entry; links as digests). */
final class Version000405Date20261126000405 extends SimpleMigrationStep {
	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		if ($schema->hasTable('sprechstunde_offer')) {
			return null;
		}
		$number = ['notnull' => true, 'default' => 0];

		$freed = $schema->createTable('sprechstunde_freed');
		foreach (['calendar_id', 'start_at', 'end_at', 'freed_at'] as $name) {
			$freed->addColumn($name, Types::BIGINT, $number);
		}
		$freed->setPrimaryKey(['calendar_id', 'start_at', 'end_at']);
		$freed->addIndex(['start_at'], 'sprst_freed_start');

		$offer = $schema->createTable('sprechstunde_offer');
		$offer->addColumn('id', Types::BIGINT, ['notnull' => true, 'autoincrement' => true]);
		foreach (['hash', 'hold'] as $name) {
			$offer->addColumn($name, Types::STRING, ['notnull' => false, 'length' => 64, 'default' => '']);
		}
		$offer->addColumn('entry_uid', Types::STRING, ['notnull' => true, 'length' => 255]);
		$offer->addColumn('state', Types::STRING, ['notnull' => true, 'length' => 16]);
		foreach (['calendar_id', 'start_at', 'end_at', 'created_at', 'expires_at'] as $name) {
			$offer->addColumn($name, Types::BIGINT, $number);
		}
		$offer->setPrimaryKey(['id']);
		$offer->addIndex(['hash'], 'sprst_offer_hash');
		$offer->addIndex(['state', 'expires_at'], 'sprst_offer_state');
		$offer->addIndex(['calendar_id', 'start_at'], 'sprst_offer_slot');
		return $schema;
	}
}
