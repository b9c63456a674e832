<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** A refusal on its way to the edge; its message holds codes only, never a patient's data. */
final class IssuesException extends \RuntimeException {
	/**
	 * @param non-empty-list<Issue> $issues the first one gives the HTTP status
	 * @param list<array{calendar: string, start: string, end: string}> $alternatives free slots instead of a taken one, UTC
	 */
	public function __construct(
		public readonly array $issues,
		public readonly array $alternatives = [],
	) {
		parent::__construct(implode(', ', array_map(static fn (Issue $issue): string => $issue->code, $issues)));
	}

	/** HTTP status. */
	public function status(): int {
		return $this->issues[0]->status();
	}
}
