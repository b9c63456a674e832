<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Index\Reindex;
use OCA\Sprechstunde\Index\ReindexJob;
use OCA\Sprechstunde\Practice\AllOrNothing;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Practice\StorageFault;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJobList;
use OCP\IGroupManager;
use OCP\IUserSession;
use Psr\Log\LoggerInterface;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** Brings groups, calendars and shares in line with a practice configuration; never takes anything away. */
final class Provisioner {
	/** Seconds after which a job does what a request that died has left. */
	private const PATIENCE = 120;

	public function __construct(
		private PracticeStore $store,
		private AccountCheck $accounts,
		private IGroupManager $groups,
		private CalendarSetup $calendars,
		private CalendarZone $zone,
		private CalendarIds $ids,
		private CalendarLock $lock,
		private Reindex $reindex,
		private TaskListSetup $taskList,
		private ProgramCalendars $programs,
		private ActivityLog $log,
		private RoleResolver $accountRoles,
		private IUserSession $session,
		private AllOrNothing $whole,
		private IJobList $jobs,
		private LoggerInterface $logger,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param array<mixed> $document decoded JSON
	 * @param ?string $revision of the document that is replaced; null: whatever is stored
	 * @return list<string> what was done, for the log of an administrator; empty: all was right already
	 * @throws IssuesException naming each broken rule; nothing is done then
	 */
	public function apply(array $document, ?string $revision = null): array {
		$practice = Practice::fromArray($document);
		$issues = $this->accounts->issues($practice);
		if ($issues !== []) {
			throw new IssuesException($issues);
		}
		$done = [];
		foreach ($practice->roles() as $group) {
			if (!$this->groups->groupExists($group)) {
				$this->groups->createGroup($group);
				$done[] = "created group $group";
			}
		}
		$roles = $practice->roles();
		foreach ($practice->calendars() as $calendar) {
			$created = array_filter([$this->calendars->ensurePersonal($calendar->owner), $this->calendars->create($calendar)]);
			array_push($done, ...array_values($created), ...$this->calendars->share($calendar, [$roles['staff'], $roles['admin'], $roles['pvs']]));
			array_push($done, ...array_values(array_filter([$this->zone->ensure($calendar, $practice->timeZone())])));
			$this->lock->create($this->ids->of($calendar) ?? throw new \LogicException("calendar $calendar->id is missing"));
		}
		$list = $practice->waitingList();
		if ($list !== null) {
			array_push($done, ...$this->taskList->ensure($list, [$roles['staff'], $roles['admin']]));
		}
		array_push($done, ...$this->programs->apply($practice, $this->store->get()?->connections() ?? []));
		$former = $this->store->get()?->toArray();
		$done = $this->whole->of(function () use ($document, $revision, $done, $former, $practice): array {
			if ($this->store->save($document, $revision)) {
				$done[] = 'stored the configuration';
			}
			if ($done !== []) {
				$this->note($former, $practice->toArray());
				// should what follows fail: the configuration holds, and the index follows it
				$this->jobs->scheduleAfter(ReindexJob::class, $this->time->getTime() + self::PATIENCE);
			}
			return $done;
		});
		if ($done !== []) {
			foreach ($this->indexed() as $calendar => $objects) {
				$done[] = "indexed $objects objects of calendar $calendar";
			}
		}
		return $done;
	}

	/** @return array<string, int> objects by calendar; none where that is left to the job */
	private function indexed(): array {
		try {
			$counts = $this->reindex->run();
			$this->jobs->remove(ReindexJob::class);
			return $counts;
		} catch (\Throwable $error) {
			if (!StorageFault::is($error)) {
				throw $error;
			}
			$this->logger->warning('Sprechstunde leaves its index to the next job', ['app' => 'sprechstunde', 'exception' => $error]);
			return [];
		}
	}

	/**
	 * @param ?array<string, mixed> $former null: there was no practice
	 * @param array<string, mixed> $next
	 */
	private function note(?array $former, array $next): void {
		$user = $this->session->getUser()?->getUID();
		$writer = new Writer($user ?? 'occ', $this->accountRoles->of($user));
		$parts = $former === null ? [] : array_keys(array_filter($next, static fn (mixed $part, string $name): bool => $part !== ($former[$name] ?? null), ARRAY_FILTER_USE_BOTH));
		if ($parts === []) {
			$this->log->note('SUCCESS', 'PRACTICE_PROVISIONED', $writer);
		} else {
			$this->log->note('INFO', 'CONFIGURATION_CHANGED', $writer, 0, 0, '', ['parts' => implode(',', $parts)]);
		}
	}

	/**
	 * Like `apply`, for somebody who manages the practice but not the server: they can neither reach into further
	 * accounts nor give roles to further groups.
	 *
	 * @param array<mixed> $document
	 * @param ?string $revision of the document that the change was made on; null: whatever is stored
	 * @return list<string>
	 * @throws IssuesException
	 */
	public function replace(Practice $current, array $document, ?string $revision = null): array {
		if ($revision !== null && $revision !== $this->store->revision()) {
			throw new IssuesException([new Issue('CONFIGURATION_STALE')]);
		}
		$next = Practice::fromArray($document);
		$owners = array_column($current->calendars(), 'owner');
		$issues = [];
		foreach ($next->calendars() as $index => $calendar) {
			if (!in_array($calendar->owner, $owners, true)) {
				$issues[] = new Issue('ROLE_FORBIDDEN', "/calendars/$index/owner", ['action' => 'owner']);
			}
		}
		foreach ($next->roles() as $role => $group) {
			if ($current->roles()[$role] !== $group) {
				$issues[] = new Issue('ROLE_FORBIDDEN', "/roles/$role", ['action' => 'roles']);
			}
		}
		return $issues === [] ? $this->apply($document, $revision) : throw new IssuesException($issues);
	}
}
