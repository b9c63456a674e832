<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Who may do what, from the contract. What is not listed there is denied. */
final class RoleMatrix {
	/**
	 * @param ?Role $role null: an account without a role
	 * @param string $action one of the contract's actions: create, read, confirm, reject, move, edit, cancel, doubleBook, delete, configure, viewLog, backup
	 * @param bool $own the object was created by this account, or is the one that the patient's token names
	 */
	public static function can(?Role $role, string $action, bool $own = false): bool {
		$grant = $role === null ? null : (Contract::load()->roleMatrix()[$role->value][$action] ?? null);
		return $grant === 'yes' || ($grant === 'own' && $own);
	}
}
