<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Diagnostics;

use OC\Authentication\Token\IProvider;
use OC\Authentication\Token\PublicKeyToken;
use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Provisioning\Devices;
use OCA\Sprechstunde\Record\SyncAccounts;
use OCP\Authentication\Token\IToken;
use OCP\IGroupManager;
use OCP\IUser;
use OCP\IUserManager;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\Connection;
use Sprechstunde\Core\Pvs\Template;
use Sprechstunde\Core\Role;

/** What is known of the accounts of practice programs; the shape is `AccountFacts` of the core, instants in epoch seconds. */
final class ProgramFacts {
	public function __construct(
		private IUserManager $users,
		private IGroupManager $groups,
		private RoleResolver $roles,
		private SyncAccounts $sync,
		private CalDavBackend $backend,
		private IProvider $tokens,
		private Devices $devices,
		private Throttles $throttles,
	) {
	}

	/** @return list<array{user: string, name: string, exists: bool, enabled: bool, hasRole: bool, passwords: ?int, lastRead: ?int, lastWrite: ?int, unreachable: list<string>, mapIsBlind: bool, isManaged: bool, isTold: bool, throttles: list<array{address: string, attempts: int, seconds: int}>, program?: string}> those that are connected, and others of the group */
	public function of(Practice $practice): array {
		$seen = $this->sync->all();
		return array_map(function (string $userId) use ($practice, $seen): array {
			$user = $this->users->get($userId);
			$connection = $practice->connectionOf($userId);
			$row = $seen[$userId] ?? ['read_at' => 0, 'write_at' => 0];
			return [
				'user' => $userId, 'name' => $user?->getDisplayName() ?? $userId,
				'exists' => $user !== null, 'enabled' => $user?->isEnabled() === true, 'hasRole' => $this->roles->of($userId) === Role::Pvs,
				'passwords' => $user === null ? null : $this->passwords($userId),
				'lastRead' => $row['read_at'] === 0 ? null : $row['read_at'], 'lastWrite' => $row['write_at'] === 0 ? null : $row['write_at'],
				'unreachable' => $user === null ? [] : $this->unreachable($practice, $userId, $connection),
				'mapIsBlind' => $connection !== null && self::isBlind($connection),
				'isManaged' => $this->devices->find($userId) !== null,
				'isTold' => $connection?->rest?->active === true,
				'throttles' => $this->throttles->of($userId),
			] + ($connection === null ? [] : ['program' => $connection->id]);
		}, $this->users($practice));
	}

	/** @return list<string> accounts of connections, and others of the group */
	public function users(Practice $practice): array {
		$members = array_map(static fn (IUser $user): string => $user->getUID(), array_values($this->groups->get($practice->roles()['pvs'])?->getUsers() ?? []));
		return array_values(array_unique([...array_column($practice->connections(), 'user'), ...$members]));
	}

	/** @return list<string> ids of calendars that the account doesn't have, of those it should */
	private function unreachable(Practice $practice, string $userId, ?Connection $connection): array {
		$shared = array_column($this->backend->getCalendarsForUser("principals/users/$userId"), 'uri');
		$wanted = array_filter($practice->calendars(), static fn ($calendar): bool => $connection === null || in_array($calendar->id, $connection->calendars, true));
		return array_values(array_column(array_filter($wanted, static fn ($calendar): bool => !in_array($calendar->owner === $userId ? $calendar->uri : "{$calendar->uri}_shared_by_$calendar->owner", $shared, true)), 'id'));
	}

	private function passwords(string $userId): int {
		return count(array_filter($this->tokens->getTokenByUser($userId), static fn (IToken $token): bool => $token instanceof PublicKeyToken && $token->getType() === IToken::PERMANENT_TOKEN));
	}

	/** Neither title nor text tells one patient from another. */
	private static function isBlind(Connection $connection): bool {
		$map = $connection->map;
		if ($map === null) {
			return false;
		}
		$shown = [...$map->text, ...array_merge(...array_column(Template::read($map->title), 'names'), ...[[]])];
		return array_intersect($shown, ['patientName', 'patientId']) === [];
	}
}
