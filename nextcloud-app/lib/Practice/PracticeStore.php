<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

use OCP\IAppConfig;
use OCP\IDBConnection;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** The practice configuration, one JSON document in a table of its own. */
final class PracticeStore {
	private const TABLE = 'sprechstunde_document';
	private const NAME = 'practice';
	private const APP = 'sprechstunde';
	private const BOOKING_GROUP = 'booking_group';
	private const PVS_GROUP = 'pvs_group';

	private ?Practice $practice = null;
	private bool $read = false;
	private string $revision = '';

	public function __construct(
		private IDBConnection $db,
		private IAppConfig $config,
	) {
	}

	/** Null where no practice has been set up yet. */
	public function get(): ?Practice {
		if (!$this->read) {
			$json = $this->stored() ?? '';
			// not before: a database that fails doesn't make calendars anybody's
			$this->read = true;
			$this->revision = self::revisionOf($json);
			/** @var array<string, mixed>|null $data */
			$data = $json === '' ? null : json_decode($json, true);
			$this->practice = $data === null ? null : Practice::trusted($data);
		}
		return $this->practice;
	}

	/** Group of the website's accounts, from the settings that Nextcloud has read anyway; empty where no practice has been set up yet. */
	public function bookingGroup(): string {
		return $this->config->getValueString(self::APP, self::BOOKING_GROUP);
	}

	/** Tells one stored document from another, and so whether somebody saved in the meantime; of the document that `get` gave. */
	public function revision(): string {
		$this->get();
		return $this->revision;
	}

	/** Likewise, of the practice program's accounts. */
	public function pvsGroup(): string {
		return $this->config->getValueString(self::APP, self::PVS_GROUP);
	}

	/** Puts among the app's settings which groups the website's and the practice program's accounts are in. */
	public function rememberGroups(): void {
		$roles = $this->get()?->roles();
		if ($roles !== null) {
			$this->config->setValueString(self::APP, self::BOOKING_GROUP, $roles['booking']);
			$this->config->setValueString(self::APP, self::PVS_GROUP, $roles['pvs']);
		}
	}

	/** Reads anew: a worker lives longer than a configuration. */
	public function refresh(): void {
		$this->read = false;
	}

	/** Within a transaction, and as its first statement: until its end nobody else changes the settings. On SQLite a transaction that reads first fails where somebody writes in between. */
	public function lock(): void {
		$this->db->executeStatement('UPDATE *PREFIX*' . self::TABLE . ' SET name = name WHERE name = ?', [self::NAME]);
	}

	/**
	 * Checks and stores a configuration.
	 *
	 * @param array<mixed> $data decoded JSON
	 * @param ?string $revision of the document that is replaced; null: whatever is stored
	 * @return bool whether anything changed
	 * @throws IssuesException naming each broken rule, or CONFIGURATION_STALE; nothing is stored then
	 */
	public function save(array $data, ?string $revision = null): bool {
		$practice = Practice::fromArray($data);
		$json = json_encode($data, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
		$stored = $this->stored();
		if ($revision !== null && $revision !== self::revisionOf($stored ?? '')) {
			throw new IssuesException([new Issue('CONFIGURATION_STALE')]);
		}
		if ($stored === $json) {
			return false;
		}
		if ($stored === null) {
			$this->db->insertIgnoreConflict(self::TABLE, ['name' => self::NAME, 'json' => $json]);
		}
		// what was compared is what is replaced, whoever else saves at this moment
		[$condition, $parameters] = $revision === null || $stored === null ? ['', []] : [' AND json = ?', [$stored]];
		$changed = $this->db->executeStatement('UPDATE *PREFIX*' . self::TABLE . " SET json = ? WHERE name = ?$condition", [$json, self::NAME, ...$parameters]);
		if ($condition !== '' && $changed === 0) {
			throw new IssuesException([new Issue('CONFIGURATION_STALE')]);
		}
		$this->practice = $practice;
		$this->revision = self::revisionOf($json);
		$this->read = true;
		$this->rememberGroups();
		return true;
	}

	private static function revisionOf(string $json): string {
		return substr(hash('sha256', $json), 0, 32);
	}

	/** Asked in each request to a calendar: in plain SQL, which takes a third of the query builder's time. */
	private function stored(): ?string {
		$result = $this->db->executeQuery('SELECT json FROM *PREFIX*' . self::TABLE . ' WHERE name = ?', [self::NAME]);
		$json = $result->fetchOne();
		$result->closeCursor();
		return is_string($json) ? $json : null;
	}
}
