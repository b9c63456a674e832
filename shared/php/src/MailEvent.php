<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Which mail a change asks for. */
final class MailEvent {
	/**
	 * @param ?string $oldStatus null: the appointment is new
	 * @param bool $timesChanged start or end
	 * @param bool $otherChanged something else that the patient sees (location, type, how it repeats)
	 * @param bool $isConflict it took back what the patient had just changed: they hear what holds, even where that is what it was before
	 * @param bool $byPatient it was the patient who changed it last
	 * @return ?string a key of the contract's mail texts: requested, confirmed, rejected, cancelled, moved, changed, conflict, conflictCancelled, withdrawn, rescheduled, rescheduleRequested; null: no mail
	 */
	public static function of(?string $oldStatus, string $newStatus, bool $timesChanged, bool $otherChanged, bool $isConflict = false, bool $byPatient = false): ?string {
		return match (true) {
			$isConflict => $newStatus === 'CANCELLED' ? 'conflictCancelled' : 'conflict',
			// it waits for approval (again)
			$newStatus === 'TENTATIVE' && in_array($oldStatus, [null, 'CANCELLED'], true) => 'requested',
			$newStatus === 'CONFIRMED' && $oldStatus !== 'CONFIRMED' => 'confirmed',
			$newStatus === 'CANCELLED' && $oldStatus !== 'CANCELLED' && $byPatient => 'withdrawn',
			$newStatus === 'CANCELLED' && $oldStatus === 'TENTATIVE' => 'rejected',
			$newStatus === 'CANCELLED' && $oldStatus === 'CONFIRMED' => 'cancelled',
			// only patients make a request of what was confirmed, by moving it
			$timesChanged && $newStatus === 'TENTATIVE' && ($oldStatus === 'CONFIRMED' || $byPatient) => 'rescheduleRequested',
			$newStatus !== $oldStatus || $newStatus === 'CANCELLED' => null,
			$timesChanged => $byPatient ? 'rescheduled' : 'moved',
			$otherChanged => 'changed',
			default => null,
		};
	}
}
