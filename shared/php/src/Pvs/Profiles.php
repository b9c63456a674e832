<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sprechstunde\Core\Contract;

/** What the contract says of practice programs. */
final class Profiles {
	private const GENERIC = 'generic';

	/**
	 * What the contract says of a profile; that of `generic` for one that is unknown.
	 *
	 * @return array{name: string, fieldMap: array{title: string, place: string, text: list<string>, categories: string}|null, repairs: list<string>, capabilities: array<string, string>}
	 */
	public static function of(string $id): array {
		$profiles = array_column(Contract::load()->pvs()['profiles'], null, 'id');
		return $profiles[$id] ?? $profiles[self::GENERIC];
	}

	/** @return array<string, string> id of a profile → its name */
	public static function names(): array {
		return array_column(Contract::load()->pvs()['profiles'], 'name', 'id');
	}

	/** @return list<string> fields that a map may show */
	public static function shownFields(): array {
		return Contract::load()->pvs()['shownFields'];
	}

	/** @return list<string> what a template may name besides; it is shown, never read back */
	public static function shownPlaces(): array {
		return Contract::load()->pvs()['shownPlaces'];
	}
}
