<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use OCP\IAppConfig;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** The practice configuration, one JSON document in the app's configuration. */
final class PracticeStore {
	private const APP = 'sprechstunde';
	private const KEY = 'practice';

	private ?Practice $practice = null;
	private bool $read = false;

	public function __construct(
		private IAppConfig $config,
	) {
	}

	/** Null where no practice has been set up yet. */
	public function get(): ?Practice {
		if (!$this->read) {
			$json = $this->config->getValueString(self::APP, self::KEY, '', true);
			// not before: a database that fails doesn't make calendars anybody's
			$this->read = true;
			/** @var array<string, mixed>|null $data */
			$data = $json === '' ? null : json_decode($json, true);
			$this->practice = $data === null ? null : Practice::trusted($data);
		}
		return $this->practice;
	}

	/** Reads anew: a worker lives longer than a configuration. */
	public function refresh(): void {
		$this->config->clearCache();
		$this->read = false;
	}

	/**
	 * Checks and stores a configuration.
	 *
	 * @param array<mixed> $data decoded JSON
	 * @return bool whether anything changed
	 * @throws IssuesException naming each broken rule; nothing is stored then
	 */
	public function save(array $data): bool {
		$practice = Practice::fromArray($data);
		$json = json_encode($data, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
		if ($this->config->getValueString(self::APP, self::KEY, '', true) === $json) {
			return false;
		}
		$this->config->setValueString(self::APP, self::KEY, $json, true);
		$this->practice = $practice;
		$this->read = true;
		return true;
	}
}
