<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Record\StateRow;
use OCP\BackgroundJob\IJobList;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\MailEvent;

/**
 * What patients are to hear. A change is noted within the transaction that makes it and mailed by a job after the time
 * in which it can be undone; of several changes meanwhile they hear once, and of one that was undone nothing.
 */
final class Outbox {
	public function __construct(
		private OutboxTable $table,
		private IJobList $jobs,
	) {
	}

	/**
	 * @param ?StateRow $before null: the object is new
	 * @param int $now epoch seconds
	 * @param bool $atOnce nobody can undo it
	 * @param bool $isConflict it took back what the patient had just changed
	 */
	public function changed(?StateRow $before, StateRow $after, int $now, bool $atOnce, bool $isConflict = false): void {
		// what comes back from the trash was a cancellation to the patient
		$heard = $before === null || $before->deletedAt === 0 ? $before : StateRow::fromRow(['status' => 'CANCELLED'] + $before->toRow());
		$this->note($heard, $after, $after->status, $now, $atOnce, $isConflict);
	}

	/** To the patient a deletion is a cancellation. */
	public function deleted(StateRow $before, int $now, bool $isConflict = false): void {
		$this->note($before, $before, 'CANCELLED', $now, false, $isConflict);
	}

	/** To the practice's admins: there was a conflict. */
	public function alert(StateRow $about, int $now): void {
		$this->jobs->scheduleAfter(DeliverJob::class, $now, $this->table->add($about, null, $now, $now, OutboxRow::ALERT));
	}

	private function note(?StateRow $before, StateRow $after, string $status, int $now, bool $atOnce, bool $isConflict): void {
		$dueAt = $atOnce ? $now : $now + Contract::load()->undoSeconds();
		$id = $this->table->pendingOf($after->objectId);
		if ($id !== null && $this->table->postpone($id, $dueAt, $isConflict)) {
			// what the patient last heard stays the same
		} elseif ($after->kind === 'appointment' && ($isConflict || self::event($before, $after, $status) !== null)) {
			$id = $this->table->add($after, $before, $now, $dueAt, $isConflict ? OutboxRow::CONFLICT : OutboxRow::PATIENT);
		} else {
			return;
		}
		$this->jobs->scheduleAfter(DeliverJob::class, $dueAt, $id);
	}

	private static function event(?StateRow $before, StateRow $after, string $status): ?string {
		$known = $before !== null && $before->status !== '';
		return MailEvent::of(
			$known ? $before->status : null, $status,
			$known && ($before->start !== $after->start || $before->end !== $after->end),
			$known && $before->visible !== $after->visible,
		);
	}
}
