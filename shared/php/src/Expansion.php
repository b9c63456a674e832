<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** How many occurrences may still be expanded: one budget for all rules and dates of an object, or of several looks at it. */
final class Expansion {
	/** Days and times that the rules of an object are looked for at, per allowed occurrence: as many as pass from 1970 to the horizon. */
	private const CANDIDATES = 25;

	/** rules and lists of dates that have not had their share */
	private int $parts = 0;
	private int $candidates = 0;
	/** days and times that rules were looked for at so far */
	private int $looked = 0;

	/** @param int $left occurrences */
	public function __construct(
		private int $left,
	) {
	}

	/** As many as one request may cost. */
	public static function ofRequest(): self {
		return new self(Contract::load()->limits()['occurrences']);
	}

	/** @param int $parts rules and lists of dates among which what is left is shared out */
	public function among(int $parts): void {
		$this->parts = $parts;
		$this->candidates = intdiv(self::CANDIDATES * Contract::load()->limits()['occurrences'], max(1, $parts));
	}

	/** Occurrences that the next part may expand: what others leave is for those after them. */
	public function share(): int {
		return intdiv($this->left, max(1, $this->parts--));
	}

	/** Days and times that one rule is looked for at. */
	public function candidates(): int {
		return $this->candidates;
	}

	/** @param int $looked days and times that a rule was looked for at */
	public function spend(int $occurrences, int $looked = 0): void {
		$this->left = max(0, $this->left - $occurrences);
		$this->looked += $looked;
	}

	public function left(): int {
		return $this->left;
	}

	public function looked(): int {
		return $this->looked;
	}
}
