<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Patient\PatientTokens;
use OCA\Sprechstunde\Record\StateRow;
use OCP\BackgroundJob\IJobList;
use OCP\Security\ICrypto;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Role;

/**
 * What patients are to hear. A change is noted within the transaction that makes it and mailed by a job after the time
 * in which it can be undone; of several changes meanwhile they hear once, and of one that was undone nothing.
 */
final class Outbox {
	public function __construct(
		private OutboxTable $table,
		private PatientTokens $tokens,
		private IJobList $jobs,
		private ICrypto $crypto,
	) {
	}

	/**
	 * @param ?StateRow $before null: the object is new
	 * @param int $now epoch seconds
	 * @param ?Role $role of whoever changed it: what website and patients do nobody can undo
	 * @param bool $isConflict it took back what the patient had just changed
	 * @return bool whether the patient is to hear of it
	 */
	public function changed(?StateRow $before, StateRow $after, int $now, ?Role $role, bool $isConflict = false): bool {
		$known = $before === null ? null : Known::ofState($before);
		$holds = Known::ofState($after);
		// most changes of an appointment are none to the patient
		if ($holds === null || ($known == $holds && !$isConflict)) {
			return false;
		}
		$byPatient = $role === Role::Patient;
		$dueAt = $byPatient || $role === Role::Booking ? $now : self::afterUndo($now);
		// a booking's UID is new to everybody
		if ($before === null && $role !== Role::Booking) {
			$this->followRecreated($after);
		}
		$mayWait = $before !== null || $role !== Role::Booking;
		if ($mayWait && $this->table->gather($after->uid, $after->objectId, $dueAt, $isConflict, $byPatient, null)) {
			return true;
		}
		if (Known::news($known, $holds, $isConflict, $byPatient) === null) {
			return false;
		}
		$this->add($after, $known, $now, $dueAt, $isConflict, $byPatient, null);
		return true;
	}

	/**
	 * To the patient a deletion is a cancellation.
	 *
	 * @param string $data iCalendar that was stored: it may be gone for good when the mail is due
	 * @return bool whether the patient is to hear of it
	 */
	public function deleted(StateRow $before, string $data, int $now, bool $isConflict = false): bool {
		$known = Known::ofState($before);
		if ($known === null) {
			return false;
		}
		$copy = $this->crypto->encrypt($data);
		$dueAt = self::afterUndo($now);
		if ($this->table->gather($before->uid, $before->objectId, $dueAt, $isConflict, false, $copy)) {
			return true;
		}
		if (Known::news($known, $known->cancelled(), $isConflict, false) === null) {
			return false;
		}
		$this->add($before, $known, $now, $dueAt, $isConflict, false, $copy);
		return true;
	}

	/** To the practice's admins: there was a conflict. */
	public function alert(StateRow $about, int $now): void {
		$this->jobs->scheduleAfter(DeliverJob::class, $now, $this->table->add($about, null, $now, $now, OutboxRow::ALERT));
	}

	/** A calendar is there again: what its patients were to hear is told now. */
	public function resume(int $calendarId, int $now): void {
		foreach ($this->table->resume($calendarId, $now) as $id) {
			$this->jobs->scheduleAfter(DeliverJob::class, $now, $id);
		}
	}

	private function add(StateRow $about, ?Known $known, int $now, int $dueAt, bool $isConflict, bool $byPatient, ?string $copy): void {
		$id = $this->table->add($about, $known, $now, $dueAt, $isConflict ? OutboxRow::CONFLICT : OutboxRow::PATIENT, $byPatient, $copy);
		$this->jobs->scheduleAfter(DeliverJob::class, $dueAt, $id);
	}

	/** Some programs delete each object and put it there again: to the patient it is the same appointment, and so it is to their link. */
	private function followRecreated(StateRow $after): void {
		$former = $this->table->pendingObject($after->uid);
		if ($former !== null && $former !== $after->objectId) {
			$this->tokens->follow($former, $after->objectId);
		}
	}

	/** A second more, since an undo may come in the last one. */
	private static function afterUndo(int $now): int {
		return $now + Contract::load()->undoSeconds() + 1;
	}
}
