<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Xconcept;

/** What a program says has become of an appointment; null: it does not say. */
final readonly class RemoteEvent {
	/**
	 * @param ?string $remoteId the appointment's id there
	 * @param ?string $uid the appointment's UID here
	 * @param ?int $revision which of two events about an appointment is the later one
	 * @param ?int $occurredAt the same by time, in milliseconds since the epoch
	 * @param ?int $start epoch seconds
	 * @param ?string $status TENTATIVE, CONFIRMED or CANCELLED
	 */
	public function __construct(
		public string $type,
		public ?string $remoteId,
		public ?string $uid,
		public ?int $revision,
		public ?int $occurredAt,
		public ?int $start,
		public ?int $durationMinutes,
		public ?string $status,
	) {
	}

	/**
	 * Whether it is no news after the last one that counted; the revision decides, where both have one.
	 *
	 * @param ?int $revision of the last one that counted
	 * @param ?int $occurredAt likewise, in milliseconds
	 */
	public function isOutdated(?int $revision, ?int $occurredAt): bool {
		if ($this->revision !== null && $revision !== null) {
			return $this->revision <= $revision;
		}
		return $this->occurredAt !== null && $occurredAt !== null && $this->occurredAt < $occurredAt;
	}
}
