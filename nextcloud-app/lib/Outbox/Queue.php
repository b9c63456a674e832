<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJobList;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** What waits to be told, and what was given up, for somebody who looks after it: never to whom. */
final class Queue {
	public function __construct(
		private QueueTable $table,
		private AppointmentStates $states,
		private CalendarIds $calendars,
		private PracticePaths $paths,
		private ActivityLog $log,
		private DeliveryNotice $notice,
		private IJobList $jobs,
		private ITimeFactory $time,
	) {
	}

	/** @return array{waiting: int, dead: int} */
	public function counts(): array {
		return $this->table->counts();
	}

	/**
	 * @param string $userId account that asks: addresses are as it reaches them
	 * @return list<array<string, mixed>> those that were given up first; instants in UTC, ISO 8601
	 */
	public function rows(string $userId): array {
		$rows = $this->table->open(200);
		$states = $this->states->byIds(array_values(array_unique(array_map(static fn (array $row): int => (int)$row['object_id'], $rows))));
		return array_map(function (array $row) use ($states, $userId): array {
			$state = $states[(int)$row['object_id']] ?? null;
			$config = $this->calendars->all()[$state->calendarId ?? (int)$row['calendar_id']] ?? null;
			$href = $state === null || $state->deletedAt !== 0 || $config === null ? null : $this->paths->addressFor($config, $userId) . rawurlencode($state->uri);
			return QueuedRow::shown($row, $config->id ?? '', $href);
		}, $rows);
	}

	/**
	 * Due at once, whatever was tried before.
	 *
	 * @throws IssuesException NOT_FOUND: done meanwhile, or being sent
	 */
	public function retry(int $id, Writer $writer): void {
		$row = $this->waiting($id);
		$now = $this->time->getTime();
		$this->table->again($row, $now);
		$this->jobs->scheduleAfter(DeliverJob::class, $now, $id);
		$this->log->note('INFO', 'MAIL_RETRIED', $writer, $row->objectId, $row->calendarId, $row->uid);
		$this->notice->settled($id);
	}

	/**
	 * Nobody is told.
	 *
	 * @throws IssuesException NOT_FOUND: done meanwhile, or being sent
	 */
	public function discard(int $id, Writer $writer): void {
		$row = $this->waiting($id);
		if (!$this->table->discard($id)) {
			throw new IssuesException([new Issue('NOT_FOUND', 'id')]);
		}
		$this->log->note('WARNING', 'MAIL_DISCARDED', $writer, $row->objectId, $row->calendarId, $row->uid);
		$this->notice->settled($id);
	}

	private function waiting(int $id): OutboxRow {
		return $this->table->waiting($id) ?? throw new IssuesException([new Issue('NOT_FOUND', 'id')]);
	}
}
