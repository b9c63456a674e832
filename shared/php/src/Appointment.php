<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** An appointment as read from its VEVENT. */
final readonly class Appointment {
	/**
	 * @param array<string, string> $fields by JSON name; only those that are present
	 * @param ?\DateTimeImmutable $start null where it is missing or unreadable
	 * @param string $status TENTATIVE, CONFIRMED or CANCELLED; a missing or unknown one reads as CONFIRMED
	 * @param list<string> $categories
	 * @param string $note what somebody wrote below the rendered part of DESCRIPTION
	 */
	public function __construct(
		public array $fields,
		public ?\DateTimeImmutable $start,
		public ?\DateTimeImmutable $end,
		public string $status,
		public array $categories,
		public string $note,
		public string $uid,
		public int $sequence,
		public string $rawSummary,
		public string $rawDescription = '',
		public bool $allDay = false,
	) {
	}

	/** A field's value, or '' where it is absent. */
	public function field(string $name): string {
		return $this->fields[$name] ?? '';
	}

	/** [start, end) or null where one of both is missing. */
	public function interval(): ?Interval {
		return $this->start === null || $this->end === null ? null : new Interval($this->start->getTimestamp(), $this->end->getTimestamp());
	}
}
