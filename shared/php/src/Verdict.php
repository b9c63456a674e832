<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;

/** What the guard says to a write: accepted as `calendar`, or refused for `issues`. */
final readonly class Verdict {
	/**
	 * @param ?string $kind appointment or block
	 * @param ?VCalendar $calendar what is to be stored (null on delete)
	 * @param bool $changed `calendar` differs from what the client sent
	 * @param ?string $status TENTATIVE, CONFIRMED or CANCELLED; null for a block
	 * @param ?string $transition name of the contract's transition; null where the status stays
	 * @param bool $exclusive the claims must overlap nothing (else SLOT_TAKEN); otherwise an overlap is only recorded
	 * @param \Closure(): list<Interval> $claims
	 * @param list<Issue> $issues
	 */
	private function __construct(
		public bool $ok,
		public ?string $kind,
		public ?VCalendar $calendar,
		public bool $changed,
		public ?string $status,
		public ?string $transition,
		public bool $exclusive,
		private \Closure $claims,
		public array $issues,
	) {
	}

	/** @param \Closure(): list<Interval>|list<Interval> $claims a closure where they cost something: not everybody asks */
	public static function accept(string $kind, ?VCalendar $calendar, bool $changed, ?string $status = null, ?string $transition = null, bool $exclusive = false, \Closure|array $claims = []): self {
		return new self(true, $kind, $calendar, $changed, $status, $transition, $exclusive, $claims instanceof \Closure ? $claims : static fn (): array => $claims, []);
	}

	/** @param non-empty-list<Issue> $issues */
	public static function refuse(array $issues): self {
		return new self(false, null, null, false, null, null, false, static fn (): array => [], $issues);
	}

	/**
	 * What is to be stored.
	 *
	 * @throws IssuesException what the guard has against it
	 */
	public function accepted(): VCalendar {
		return $this->ok && $this->calendar !== null ? $this->calendar : throw new IssuesException($this->issues === [] ? [new Issue('INTERNAL')] : $this->issues);
	}

	/** @return list<Interval> what becomes busy, buffers included; empty where nothing new does */
	public function claims(): array {
		return ($this->claims)();
	}

	/** Makes another object (the one that Sabre is about to store) the same as `calendar`. */
	public function applyTo(VCalendar $target): void {
		if ($this->calendar === null || $this->calendar === $target) {
			return;
		}
		foreach ($target->children() as $child) {
			$target->remove($child);
		}
		foreach ($this->calendar->children() as $child) {
			$target->add(clone $child);
		}
	}
}
