<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\DB\Types;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/**
 * Patients' links (hashed), the revision that was mailed last, and what the outbox needs to follow an appointment that is deleted
 * (its encrypted copy, wiped when done) or deleted and put there again (its UID).
 */
final class Version000206Date20261124000600 extends SimpleMigrationStep {
	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		if ($schema->hasTable('sprechstunde_token')) {
			return null;
		}
		$number = ['notnull' => true, 'default' => 0];
		$digest = ['notnull' => true, 'length' => 64];

		$token = $schema->createTable('sprechstunde_token');
		$token->addColumn('hash', Types::STRING, $digest);
		foreach (['object_id', 'expires_at', 'attempts', 'attempts_since'] as $name) {
			$token->addColumn($name, Types::BIGINT, $number);
		}
		$token->setPrimaryKey(['hash']);
		$token->addIndex(['object_id'], 'sprst_token_object');
		$token->addIndex(['expires_at'], 'sprst_token_expires');

		$sent = $schema->createTable('sprechstunde_sent');
		$sent->addColumn('uid_hash', Types::STRING, $digest);
		foreach (['sequence', 'sent_at'] as $name) {
			$sent->addColumn($name, Types::BIGINT, $number);
		}
		$sent->setPrimaryKey(['uid_hash']);
		$sent->addIndex(['sent_at'], 'sprst_sent_at');

		$outbox = $schema->getTable('sprechstunde_outbox');
		$outbox->addColumn('uid', Types::STRING, ['notnull' => false, 'length' => 255, 'default' => '']);
		$outbox->addColumn('by_patient', Types::BIGINT, $number);
		$outbox->addColumn('deleted_copy', Types::TEXT, ['notnull' => false]);
		$outbox->addIndex(['uid', 'state'], 'sprst_outbox_uid');
		return $schema;
	}
}
