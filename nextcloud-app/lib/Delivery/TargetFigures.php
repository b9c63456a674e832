<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCP\IDBConnection;
use Sprechstunde\Core\Interval;

/** How the deliveries to one target are doing. */
final class TargetFigures {
	public function __construct(
		private IDBConnection $db,
	) {
	}

	/** @return array{waiting: int, dead: int, last: ?array{at: string, status: int, reason: string}} */
	public function of(string $target): array {
		$query = $this->db->getQueryBuilder();
		$query->select('state', 'last_status', 'last_error', 'finished_at')->from('sprechstunde_deliveries')
			->where($query->expr()->eq('target', $query->createNamedParameter($target)))->orderBy('id', 'DESC')->setMaxResults(1000);
		$result = $query->executeQuery();
		$rows = $result->fetchAll();
		$result->closeCursor();
		$states = array_count_values(array_map(strval(...), array_column($rows, 'state')));
		$settled = array_filter($rows, static fn (array $row): bool => in_array($row['state'], ['done', 'dead'], true));
		usort($settled, static fn (array $a, array $b): int => (int)$b['finished_at'] <=> (int)$a['finished_at']);
		$last = $settled[0] ?? null;
		return [
			'waiting' => ($states['pending'] ?? 0) + ($states['sending'] ?? 0),
			'dead' => $states['dead'] ?? 0,
			'last' => $last === null ? null : ['at' => Interval::iso((int)$last['finished_at']), 'status' => (int)$last['last_status'], 'reason' => (string)($last['last_error'] ?? '')],
		];
	}
}
