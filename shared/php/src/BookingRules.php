<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Rules for what the website may book; staff are not bound by them. */
final readonly class BookingRules {
	/** @param ?int $dailyMaximum null: no limit */
	public function __construct(
		public int $minimumNoticeMinutes,
		public int $horizonDays,
		public int $gridMinutes,
		public ?int $dailyMaximum,
		public int $cancelDeadlineHours,
		public int $holdMinutes,
	) {
	}

	/** @param array<string, mixed> $data as the practice schema has it */
	public static function fromArray(array $data): self {
		/** @var array{minimumNoticeMinutes: int, horizonDays: int, gridMinutes: int, dailyMaximum: ?int, cancelDeadlineHours: int, holdMinutes: int} $data */
		return new self(
			$data['minimumNoticeMinutes'], $data['horizonDays'], $data['gridMinutes'], $data['dailyMaximum'],
			$data['cancelDeadlineHours'], $data['holdMinutes'],
		);
	}
}
