<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Migration;

use Closure;
use OCP\DB\ISchemaWrapper;
use OCP\IAppConfig;
use OCP\Migration\IOutput;
use OCP\Migration\SimpleMigrationStep;

/** A day's entries are found by their end: what has ended is not read, however much there is of it. How far the index goes is asked in each booking, so it comes with the settings that every request has. */
final class Version000408Date20261126000408 extends SimpleMigrationStep {
	public function __construct(
		private IAppConfig $config,
	) {
	}

	/** @param array<mixed> $options */
	public function changeSchema(IOutput $output, Closure $schemaClosure, array $options): ?ISchemaWrapper {
		/** @var ISchemaWrapper $schema */
		$schema = $schemaClosure();
		$state = $schema->getTable('sprechstunde_state');
		if ($state->hasIndex('sprst_state_end')) {
			return null;
		}
		$state->addIndex(['calendar_id', 'end_at', 'start_at'], 'sprst_state_end');
		return $schema;
	}

	/** @param array<mixed> $options */
	public function postSchemaChange(IOutput $output, Closure $schemaClosure, array $options): void {
		if ($this->config->hasKey('sprechstunde', 'indexed_until', null)) {
			$this->config->updateLazy('sprechstunde', 'indexed_until', false);
		}
	}
}
