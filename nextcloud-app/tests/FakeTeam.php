<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Practice\Members;
use OCP\IGroup;
use OCP\IGroupManager;
use OCP\IUser;
use OCP\IUserManager;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\Practice;

/** Accounts mara and tim in the group of the staff, lea in that of the admins; tim is disabled, and the calendars' owner has no account. */
final class FakeTeam {
	public static function members(TestCase $test, Practice $practice): Members {
		$stub = static fn (string $class): object => (fn () => $this->createStub($class))->call($test);
		$user = static function (string $id, bool $isEnabled = true) use ($stub): IUser {
			$user = $stub(IUser::class);
			$user->method('getUID')->willReturn($id);
			$user->method('getDisplayName')->willReturn(ucfirst($id));
			$user->method('isEnabled')->willReturn($isEnabled);
			return $user;
		};
		$people = ['mara' => $user('mara'), 'tim' => $user('tim', false), 'lea' => $user('lea')];
		$roles = $practice->roles();
		$groups = $stub(IGroupManager::class);
		$groups->method('get')->willReturnCallback(static function (string $name) use ($stub, $people, $roles): IGroup {
			$group = $stub(IGroup::class);
			$group->method('getUsers')->willReturn(match ($name) {
				$roles['staff'] => [$people['mara'], $people['tim']],
				$roles['admin'] => [$people['lea']],
				default => [],
			});
			return $group;
		});
		$users = $stub(IUserManager::class);
		$users->method('get')->willReturnCallback(static fn (string $id): ?IUser => $people[$id] ?? null);
		return new Members($groups, $users);
	}
}
