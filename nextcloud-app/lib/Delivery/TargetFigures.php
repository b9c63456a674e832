<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCP\IDBConnection;
use Sprechstunde\Core\Interval;

/** How the deliveries to each target are doing: one query for all of them. */
final class TargetFigures {
	private const NONE = ['waiting' => 0, 'dead' => 0, 'waitingSince' => null, 'lastSent' => null, 'lastGivenUp' => null];
	/** Of each target and state: how many, since when the oldest is tried, and the latest that was settled. */
	private const ALL = 'SELECT g.target, g.state, g.n, g.since, d.finished_at, d.last_status, d.last_error FROM ('
		. 'SELECT target, state, COUNT(*) AS n, MIN(CASE WHEN finished_at > created_at THEN finished_at ELSE created_at END) AS since, MAX(finished_at) AS latest'
		. ' FROM *PREFIX*sprechstunde_deliveries GROUP BY target, state) g'
		. " LEFT JOIN *PREFIX*sprechstunde_deliveries d ON d.target = g.target AND d.state = g.state AND d.finished_at = g.latest AND d.state IN ('done', 'dead')"
		. ' ORDER BY d.id';

	public function __construct(
		private IDBConnection $db,
	) {
	}

	/**
	 * @return array<string, array{waiting: int, dead: int, waitingSince: ?int, lastSent: ?array{at: string, status: int}, lastGivenUp: ?array{at: string, status: int, reason: string}}>
	 *                                                                                                                                                                                    by target; waitingSince: epoch seconds
	 */
	public function all(): array {
		$result = $this->db->executeQuery(self::ALL);
		$rows = $result->fetchAll();
		$result->closeCursor();
		$all = [];
		foreach ($rows as $row) {
			$target = (string)$row['target'];
			$figures = $all[$target] ?? self::NONE;
			$at = Interval::iso((int)$row['finished_at']);
			// where several were settled in the same second they come one after the other, and the last one stays
			match ($row['state']) {
				'done' => $figures['lastSent'] = ['at' => $at, 'status' => (int)$row['last_status']],
				'dead' => [$figures['dead'], $figures['lastGivenUp']] = [(int)$row['n'], ['at' => $at, 'status' => (int)$row['last_status'], 'reason' => (string)($row['last_error'] ?? '')]],
				default => [$figures['waiting'], $figures['waitingSince']] = [$figures['waiting'] + (int)$row['n'], min($figures['waitingSince'] ?? PHP_INT_MAX, (int)$row['since'])],
			};
			$all[$target] = $figures;
		}
		return $all;
	}

	/**
	 * As the management is told.
	 *
	 * @return array{waiting: int, dead: int, lastSent: ?array{at: string, status: int}, lastGivenUp: ?array{at: string, status: int, reason: string}} instants in UTC, ISO 8601; status 0: there was no answer
	 */
	public function of(string $target): array {
		return self::told($this->all()[$target] ?? self::NONE);
	}

	/**
	 * @param ?array{waiting: int, dead: int, waitingSince: ?int, lastSent: ?array{at: string, status: int}, lastGivenUp: ?array{at: string, status: int, reason: string}} $figures of one target; null: there was nothing to tell it
	 * @return array{waiting: int, dead: int, lastSent: ?array{at: string, status: int}, lastGivenUp: ?array{at: string, status: int, reason: string}}
	 */
	public static function told(?array $figures): array {
		['waiting' => $waiting, 'dead' => $dead, 'lastSent' => $sent, 'lastGivenUp' => $givenUp] = $figures ?? self::NONE;
		return ['waiting' => $waiting, 'dead' => $dead, 'lastSent' => $sent, 'lastGivenUp' => $givenUp];
	}
}
