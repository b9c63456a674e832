<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use Sprechstunde\Core\Role;

/** In whose name something is written. */
final readonly class Writer {
	/** @param string $name account, or a word for who has none; empty: the system, of whose writes nobody is told */
	public function __construct(
		public string $name,
		public ?Role $role,
	) {
	}

	/** Whoever holds a patient's token. */
	public static function patient(): self {
		return new self('patient', Role::Patient);
	}
}
