<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Rules for what the website may book; staff are not bound by them. */
final readonly class BookingRules {
	private const ESCALATION_HOURS = 24;

	/**
	 * @param ?int $dailyMaximum null: no limit
	 * @param ?int $escalationHours after so many hours an unanswered request is reported; null: never
	 */
	public function __construct(
		public int $minimumNoticeMinutes,
		public int $horizonDays,
		public int $gridMinutes,
		public ?int $dailyMaximum,
		public int $cancelDeadlineHours,
		public int $holdMinutes,
		public ?int $escalationHours,
	) {
	}

	/** @param array<string, mixed> $data as the practice schema has it */
	public static function fromArray(array $data): self {
		/** @var array{minimumNoticeMinutes: int, horizonDays: int, gridMinutes: int, dailyMaximum: ?int, cancelDeadlineHours: int, holdMinutes: int, escalationHours?: ?int} $data */
		return new self(
			$data['minimumNoticeMinutes'], $data['horizonDays'], $data['gridMinutes'], $data['dailyMaximum'],
			$data['cancelDeadlineHours'], $data['holdMinutes'],
			array_key_exists('escalationHours', $data) ? $data['escalationHours'] : self::ESCALATION_HOURS,
		);
	}
}
