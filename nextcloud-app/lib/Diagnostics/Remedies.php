<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Diagnostics;

use OCA\Sprechstunde\Index\Reindex;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Provisioning\Provisioner;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** What a button may mend, as it changes no appointment. */
final class Remedies {
	public const ACTIONS = ['reindex', 'share', 'setInterval'];
	private const INTERVAL = 5;

	public function __construct(
		private Reindex $reindex,
		private Provisioner $provisioner,
		private PracticeStore $store,
	) {
	}

	/**
	 * @return list<string> what was done
	 * @throws IssuesException REQUEST_MALFORMED for another action
	 */
	public function apply(string $remedy, Practice $practice): array {
		return match ($remedy) {
			'reindex' => array_map(static fn (string $calendar, int $count): string => "$calendar: $count", array_keys($counts = $this->reindex->run()), array_values($counts)),
			'share' => $this->provisioner->apply($practice->toArray()),
			'setInterval' => $this->store->save(['syncIntervalMinutes' => self::INTERVAL] + $practice->toArray()) ? ['syncIntervalMinutes: ' . self::INTERVAL] : [],
			default => throw new IssuesException([new Issue('REQUEST_MALFORMED', 'remedy')]),
		};
	}
}
