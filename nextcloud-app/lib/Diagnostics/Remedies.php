<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Diagnostics;

use OCA\Sprechstunde\Delivery\DeliveryQueue;
use OCA\Sprechstunde\Index\Reindex;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Provisioning\CalendarSetup;
use OCA\Sprechstunde\Provisioning\Devices;
use OCA\Sprechstunde\Provisioning\Provisioner;
use OCA\Sprechstunde\Record\Writer;
use OCP\IGroupManager;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** What a button may mend, as it changes no appointment. */
final class Remedies {
	private const INTERVAL = 5;

	public function __construct(
		private Reindex $reindex,
		private Provisioner $provisioner,
		private PracticeStore $store,
		private CalendarSetup $calendars,
		private CalendarIds $ids,
		private DeliveryQueue $deliveries,
		private Throttles $throttles,
		private ProgramFacts $programs,
		private Devices $devices,
		private IGroupManager $groups,
	) {
	}

	/**
	 * @return list<string> what was done
	 * @throws IssuesException REQUEST_MALFORMED for another action
	 */
	public function apply(string $remedy, Practice $practice, Writer $writer): array {
		return match ($remedy) {
			'reindex' => $this->reindex(),
			'share' => $this->provisioner->apply($practice->toArray()),
			'setInterval' => $this->store->save(['syncIntervalMinutes' => self::INTERVAL] + $practice->toArray()) ? ['syncIntervalMinutes: ' . self::INTERVAL] : [],
			'restoreCalendar' => $this->restoreCalendars($practice),
			'retryDeliveries' => self::counted($this->deliveries->retryAll($practice, $writer)),
			'liftThrottle' => $this->throttles->lift($this->programs->users($practice)),
			'addToGroup' => $this->addToGroup($practice),
			default => throw new IssuesException([new Issue('REQUEST_MALFORMED', 'remedy')]),
		};
	}

	/** @return list<string> */
	private function reindex(): array {
		return self::counted($this->reindex->run());
	}

	/** @return list<string> */
	private function restoreCalendars(Practice $practice): array {
		$done = [];
		foreach ($practice->calendars() as $calendar) {
			if ($this->ids->of($calendar) === null && $this->calendars->isTrashed($calendar)) {
				$done[] = (string)$this->calendars->create($calendar);
			}
		}
		return $done === [] ? [] : [...$done, ...$this->reindex()];
	}

	/**
	 * Accounts that this app made for a connection: who gives them a role here gives nobody anything new.
	 *
	 * @return list<string>
	 */
	private function addToGroup(Practice $practice): array {
		$group = $this->groups->get($practice->roles()['pvs']);
		$added = [];
		foreach ($practice->connections() as $connection) {
			$account = $this->devices->find($connection->user);
			if ($group !== null && $account !== null && !$group->inGroup($account)) {
				$group->addUser($account);
				$added[] = $connection->user;
			}
		}
		return $added;
	}

	/**
	 * @param array<string, int> $counts
	 * @return list<string>
	 */
	private static function counted(array $counts): array {
		return array_map(static fn (string $name, int $count): string => "$name: $count", array_keys($counts), array_values($counts));
	}
}
