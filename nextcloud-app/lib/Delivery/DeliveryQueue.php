<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCA\Sprechstunde\Outbox\OpenRows;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJobList;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** Deliveries that wait or were given up, for somebody who looks after them. */
final class DeliveryQueue {
	private const TABLE = 'sprechstunde_deliveries';
	private const MOST = 200;

	private OpenRows $rows;

	public function __construct(
		private IDBConnection $db,
		private PracticeStore $store,
		private CalendarIds $calendars,
		private PracticePaths $paths,
		private ActivityLog $log,
		private GivenUpNotice $notice,
		private IJobList $jobs,
		private ITimeFactory $time,
	) {
		$this->rows = new OpenRows($db, self::TABLE);
	}

	/** @return array{waiting: int, dead: int} */
	public function counts(): array {
		return $this->rows->counts();
	}

	/**
	 * @param string $userId account that asks: addresses are as it reaches them
	 * @return list<array<string, mixed>> those that were given up first; instants in UTC, ISO 8601
	 */
	public function rows(string $userId): array {
		$practice = $this->store->get();
		$names = $practice === null ? [] : TargetNames::of($practice);
		return array_map(function (array $row) use ($userId, $names): array {
			$one = Delivery::fromRow($row);
			$config = $this->calendars->all()[$one->calendarId] ?? null;
			return [
				'id' => $one->id, 'state' => (string)$row['state'], 'target' => $one->target, 'name' => $names[$one->target] ?? $one->target, 'kind' => $one->kind, 'calendar' => $one->calendar, 'uid' => $one->uid,
				'href' => $config === null || $one->kind === 'deleted' ? null : $this->paths->addressFor($config, $userId) . rawurlencode($one->uri),
				'createdAt' => Interval::iso($one->createdAt), 'dueAt' => Interval::iso((int)$row['due_at']), 'attempts' => $one->attempts,
				'reason' => (string)($row['last_error'] ?? ''), 'status' => (int)$row['last_status'],
			];
		}, $this->rows->open(['*'], self::MOST));
	}

	/**
	 * Due at once, and tried for as long as a new one.
	 *
	 * @throws IssuesException NOT_FOUND: done meanwhile, or being sent
	 */
	public function retry(int $id, Writer $writer): void {
		$one = $this->waiting($id);
		$now = $this->time->getTime();
		$query = $this->db->getQueryBuilder();
		$query->update(self::TABLE)->set('state', $query->createNamedParameter('pending'))->set('attempts', self::number($query, 0))
			->set('due_at', self::number($query, $now))->set('finished_at', self::number($query, $now))->where(...OpenRows::isWaiting($query, $id));
		$query->executeStatement();
		$this->jobs->add(SendJob::class);
		$this->settled($one, 'INFO', 'DELIVERY_RETRIED', $writer);
	}

	/**
	 * Likewise all that wait or were given up; what is being sent is left alone, and so is what nobody would be told.
	 *
	 * @return array<string, int> how many by target
	 */
	public function retryAll(Practice $practice, Writer $writer): array {
		$now = $this->time->getTime();
		$counts = [];
		foreach (array_keys(TargetNames::of($practice, true)) as $target) {
			$counts[$target] = $this->db->executeStatement('UPDATE *PREFIX*' . self::TABLE . " SET state = 'pending', attempts = 0, due_at = ?, finished_at = ? WHERE target = ? AND state IN ('pending', 'dead')",
				[$now, $now, $target], [IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_INT, IQueryBuilder::PARAM_STR]);
			if ($counts[$target] > 0) {
				$this->log->note('INFO', 'DELIVERY_RETRIED', $writer, 0, 0, '', ['target' => TargetNames::called($practice, $target)]);
				$this->notice->settled($target);
			}
		}
		$this->jobs->add(SendJob::class);
		return array_filter($counts);
	}

	/**
	 * Nobody is told.
	 *
	 * @throws IssuesException NOT_FOUND: done meanwhile, or being sent
	 */
	public function discard(int $id, Writer $writer): void {
		$one = $this->waiting($id);
		if (!$this->rows->discard($id)) {
			throw new IssuesException([new Issue('NOT_FOUND', 'id')]);
		}
		$this->settled($one, 'WARNING', 'DELIVERY_DISCARDED', $writer);
	}

	/** @param 'INFO'|'WARNING' $level */
	private function settled(Delivery $one, string $level, string $code, Writer $writer): void {
		$this->log->note($level, $code, $writer, $one->objectId, $one->calendarId, $one->uid, ['target' => TargetNames::called($this->store->get(), $one->target)]);
		if ($this->rows->count(['dead'], ['target' => $one->target]) === 0) {
			$this->notice->settled($one->target);
		}
	}

	private function waiting(int $id): Delivery {
		$row = $this->rows->waiting($id);
		return $row !== null ? Delivery::fromRow($row) : throw new IssuesException([new Issue('NOT_FOUND', 'id')]);
	}

	private static function number(IQueryBuilder $query, int $value): \OCP\DB\QueryBuilder\IParameter {
		return $query->createNamedParameter($value, IQueryBuilder::PARAM_INT);
	}
}
