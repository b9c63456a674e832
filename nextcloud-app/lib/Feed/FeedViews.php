<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Feed;

use OCP\IDBConnection;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\Connection;
use Sprechstunde\Core\Pvs\Profiles;

/** As which practice program a link shows the calendars, among the app's documents; a link without one shows what is stored. */
final class FeedViews {
	private const TABLE = 'sprechstunde_document';
	private const PREFIX = 'feed-';

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/**
	 * The profile beside a program: what holds once that program is no longer connected.
	 *
	 * @param string $program id of a connection, or of a profile
	 * @return array{program: string, profile: string}
	 * @throws IssuesException REFERENCE_UNKNOWN
	 */
	public static function chosen(string $program, Practice $practice): array {
		$profile = $practice->connection($program)->profile ?? (isset(Profiles::names()[$program]) ? $program : null);
		return $profile === null ? throw new IssuesException([new Issue('REFERENCE_UNKNOWN', 'program', ['value' => mb_substr($program, 0, 100)])])
			: ['program' => $program, 'profile' => $profile];
	}

	/** @param array{program: string, profile: string} $view */
	public function keep(int $link, array $view): void {
		$this->db->executeStatement('INSERT INTO *PREFIX*' . self::TABLE . ' (name, json) VALUES (?, ?)', [self::PREFIX . $link, json_encode($view, JSON_THROW_ON_ERROR)]);
	}

	public function forget(int $link): void {
		$this->db->executeStatement('DELETE FROM *PREFIX*' . self::TABLE . ' WHERE name = ?', [self::PREFIX . $link]);
	}

	/** How the reader of a link sees appointments; null: as they are stored. */
	public function of(int $link, Practice $practice): ?Connection {
		$result = $this->db->executeQuery('SELECT json FROM *PREFIX*' . self::TABLE . ' WHERE name = ?', [self::PREFIX . $link]);
		$json = $result->fetchOne();
		$result->closeCursor();
		return is_string($json) ? self::shown($json, $practice) : null;
	}

	/** @return array<int, Connection> likewise, of all links that don't show what is stored, by link */
	public function all(Practice $practice): array {
		$result = $this->db->executeQuery('SELECT name, json FROM *PREFIX*' . self::TABLE . ' WHERE name LIKE ?', [self::PREFIX . '%']);
		$rows = $result->fetchAll();
		$result->closeCursor();
		$shown = [];
		foreach ($rows as $row) {
			$shown[(int)substr((string)$row['name'], strlen(self::PREFIX))] = self::shown((string)$row['json'], $practice);
		}
		return array_filter($shown);
	}

	private static function shown(string $json, Practice $practice): ?Connection {
		/** @var array{program: string, profile: string}|null $view */
		$view = json_decode($json, true);
		return $view === null ? null : $practice->connection($view['program'])
			?? Connection::fromArray(['id' => $view['profile'], 'profile' => $view['profile'], 'user' => '', 'calendars' => []]);
	}
}
