<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OCA\Sprechstunde\Practice\AllOrNothing;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\SyncAccounts;
use OCA\Sprechstunde\Record\Writer;
use OCA\Sprechstunde\Rest\RestAccess;
use OCP\IGroupManager;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\Connection;
use Sprechstunde\Core\Pvs\Profiles;
use Sprechstunde\Core\Role;

/** Connects practice programs and takes them off again: account, app password, calendars, and what the configuration says of it. */
final class Programs {
	public function __construct(
		private PracticeStore $store,
		private Devices $devices,
		private ProgramCalendars $calendars,
		private SyncAccounts $sync,
		private IGroupManager $groups,
		private ActivityLog $log,
		private RestAccess $rest,
		private AllOrNothing $whole,
	) {
	}

	/**
	 * @param string $profile id of a profile
	 * @param array<mixed> $calendars ids
	 * @param string $actor who asks, for the log
	 * @return array{id: string, user: string, password: string} `password`: an app password; stored nowhere
	 * @throws IssuesException nothing is done then
	 */
	public function connect(Practice $practice, string $profile, array $calendars, string $actor): array {
		$name = Profiles::names()[$profile] ?? throw new IssuesException([new Issue('FIELD_VALUE_NOT_ALLOWED', 'profile', ['allowed' => implode(', ', array_keys(Profiles::names()))])]);
		$used = array_map(static fn (Connection $connection): string => $connection->id, $practice->connections());
		for ($id = $profile, $number = 2; in_array($id, $used, true); $number++) {
			$id = "$profile-$number";
		}
		$user = $this->devices->freeName("pvs-$id");
		$document = $practice->toArray();
		/** @var list<array<string, mixed>> $connections */
		$connections = $document['pvs'] ?? [];
		$document['pvs'] = [...$connections, ['id' => $id, 'profile' => $profile, 'user' => $user, 'calendars' => array_values($calendars)]];
		$next = Practice::fromArray($document);
		$group = $this->groups->get($practice->roles()['pvs']) ?? $this->groups->createGroup($practice->roles()['pvs']) ?? throw new \RuntimeException('the group of practice programs could not be made');
		$revision = $this->store->revision();
		try {
			$account = $this->devices->create($user, $name, $group);
			$this->calendars->apply($next);
			$password = $this->devices->renew($account, $name);
			// last: until it is stored there is no connection, and an account alone is taken away again
			$this->whole->of(function () use ($document, $revision, $id, $name, $actor): void {
				$this->store->save($document, $revision);
				// of an earlier one of this name that was taken out of the configuration by hand
				$this->rest->forget($id);
				$this->note('PROGRAM_CONNECTED', $name, $actor);
			});
		} catch (\Throwable $error) {
			// not that of somebody else who connected the same program at the same moment, and was faster
			$this->store->refresh();
			if (!in_array($user, array_map(static fn (Connection $connection): string => $connection->user, $this->store->get()?->connections() ?? []), true)) {
				$this->devices->abandon($user);
			}
			throw $error;
		}
		return ['id' => $id, 'user' => $user, 'password' => $password];
	}

	/**
	 * @return array{user: string, password: string} the only app password of the account from now on
	 * @throws IssuesException NOT_FOUND, ACCOUNT_NOT_OURS
	 */
	public function renew(Practice $practice, string $id, string $actor): array {
		$connection = self::connection($practice, $id);
		$account = $this->devices->find($connection->user) ?? throw new IssuesException([new Issue('ACCOUNT_NOT_OURS', null, ['value' => $connection->user])]);
		$this->sync->restart($connection->user);
		$this->note('PROGRAM_PASSWORD', self::nameOf($connection), $actor);
		return ['user' => $connection->user, 'password' => $this->devices->renew($account, self::nameOf($connection))];
	}

	/** @throws IssuesException NOT_FOUND, ACCOUNT_NOT_OURS */
	public function pause(Practice $practice, string $id, string $actor): void {
		$connection = self::connection($practice, $id);
		$this->devices->lock($this->devices->find($connection->user) ?? throw new IssuesException([new Issue('ACCOUNT_NOT_OURS', null, ['value' => $connection->user])]));
		$this->note('PROGRAM_PAUSED', self::nameOf($connection), $actor);
	}

	/**
	 * Takes it out of the configuration; its account goes where this app made it, and stays as it is where not.
	 *
	 * @throws IssuesException NOT_FOUND, CONFIGURATION_STALE
	 */
	public function remove(Practice $practice, string $id, string $actor): void {
		$connection = self::connection($practice, $id);
		$document = $practice->toArray();
		/** @var list<array{id: string}> $connections */
		$connections = $document['pvs'] ?? [];
		$document['pvs'] = array_values(array_filter($connections, static fn (array $one): bool => $one['id'] !== $id));
		$account = $this->devices->find($connection->user);
		if ($account !== null) {
			$this->devices->lock($account);
		}
		$revision = $this->store->revision();
		$this->whole->of(function () use ($document, $revision, $connection, $account, $actor): void {
			$this->store->save($document, $revision);
			$this->calendars->apply(Practice::trusted($document), [$connection]);
			if ($account !== null) {
				$this->devices->remove($account);
				$this->sync->forget($connection->user);
			}
			$this->rest->forget($connection->id);
			$this->note('PROGRAM_REMOVED', self::nameOf($connection), $actor);
		});
	}

	/** @throws IssuesException NOT_FOUND */
	public static function connection(Practice $practice, string $id): Connection {
		return $practice->connection($id) ?? throw new IssuesException([new Issue('NOT_FOUND', 'id')]);
	}

	private static function nameOf(Connection $connection): string {
		return Profiles::names()[$connection->profile] ?? $connection->profile;
	}

	private function note(string $code, string $program, string $actor): void {
		$this->log->note('INFO', $code, new Writer($actor, Role::Admin), 0, 0, '', ['program' => $program]);
	}
}
