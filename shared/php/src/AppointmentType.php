<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** What can be booked. */
final readonly class AppointmentType {
	/**
	 * @param array{de: string, en: string} $label
	 * @param array{de: string, en: string}|null $description
	 * @param string $category a code of the contract's categories or of the practice's own
	 * @param list<string> $insurances
	 * @param string $patients all, new or existing
	 * @param string $approval manual or auto
	 * @param bool $online the website may show and book it
	 */
	public function __construct(
		public string $code,
		public array $label,
		public ?array $description,
		public int $durationMinutes,
		public int $bufferBeforeMinutes,
		public int $bufferAfterMinutes,
		public string $category,
		public array $insurances,
		public string $patients,
		public string $approval,
		public bool $online,
	) {
	}

	/** @param array<string, mixed> $data as the practice schema has it */
	public static function fromArray(array $data): self {
		/** @var array{code: string, label: array{de: string, en: string}, description?: array{de: string, en: string}, durationMinutes: int, bufferBeforeMinutes: int, bufferAfterMinutes: int, category: string, insurances: list<string>, patients: string, approval: string, online: bool} $data */
		return new self(
			$data['code'], $data['label'], $data['description'] ?? null, $data['durationMinutes'],
			$data['bufferBeforeMinutes'], $data['bufferAfterMinutes'], $data['category'], $data['insurances'],
			$data['patients'], $data['approval'], $data['online'],
		);
	}

	/** What an appointment of this type keeps busy: its time widened by the buffers. */
	public function blocked(Interval $time): Interval {
		return new Interval($time->start - 60 * $this->bufferBeforeMinutes, $time->end + 60 * $this->bufferAfterMinutes);
	}

	/** [start, start + duration) */
	public function at(int $start): Interval {
		return new Interval($start, $start + 60 * $this->durationMinutes);
	}
}
