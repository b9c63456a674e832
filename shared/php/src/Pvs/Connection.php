<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

/** A practice program that is connected: by which account, and how it sees our appointments. */
final readonly class Connection {
	/**
	 * @param string $user Nextcloud account
	 * @param list<string> $calendars ids
	 * @param ?FieldMap $map null: it sees what is stored
	 * @param list<string> $repairs
	 * @param array<string, string> $categoryNames code of a treatment → its name there
	 * @param ?RestInterface $rest null: it has none, or the practice uses none
	 */
	public function __construct(
		public string $id,
		public string $profile,
		public string $user,
		public array $calendars,
		public ?FieldMap $map,
		public array $repairs,
		public array $categoryNames,
		public ?RestInterface $rest = null,
	) {
	}

	/** @param array{id: string, profile: string, user: string, calendars: list<string>, fieldMap?: array{title: string, place: string, text: list<string>, categories: string}|null, categoryNames?: list<array{code: string, name: string}>, rest?: array{url: string, active: bool, fields?: list<array{name: string, value: string}>, answerId?: string, calendars?: list<string>}|null} $data */
	public static function fromArray(array $data): self {
		$profile = Profiles::of($data['profile']);
		$map = $data['fieldMap'] ?? $profile['fieldMap'];
		return new self($data['id'], $data['profile'], $data['user'], $data['calendars'], $map === null ? null : FieldMap::fromArray($map), $profile['repairs'], array_column($data['categoryNames'] ?? [], 'name', 'code'), isset($data['rest']) ? RestInterface::fromArray($data['rest'], $data['calendars']) : null);
	}

	/** It is shown, or writes, something else than what is stored. */
	public function isMapped(): bool {
		return $this->map !== null || $this->repairs !== [];
	}
}
