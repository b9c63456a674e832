<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** One medical field of the contract. */
final readonly class Field {
	/**
	 * @param string $name JSON name
	 * @param string $property iCalendar property (X-…, upper case)
	 * @param string $type text, date, enum, code, boolean, email, phone or consent
	 * @param array{de: string, en: string} $label
	 * @param string $privacy none, personal or health
	 * @param bool $required demanded of a booking
	 * @param bool $serverSet set by the server whatever the client sends
	 * @param list<string> $setBy roles whose value counts
	 * @param ?list<string> $values allowed values
	 * @param int $maxLength in code points
	 * @param ?string $pattern ECMA-262 and PCRE alike, anchored, flag u
	 * @param array{de: string, en: string}|null $format what a person reads where the pattern does not match
	 */
	public function __construct(
		public string $name,
		public string $property,
		public string $type,
		public array $label,
		public string $privacy,
		public bool $required,
		public bool $serverSet,
		public array $setBy,
		public ?array $values,
		public int $maxLength,
		public ?string $pattern,
		public ?array $format,
	) {
	}

	/** @param array<string, mixed> $data an entry of the contract's `fields` */
	public static function fromArray(array $data): self {
		/** @var array{name: string, property: string, type: string, label: array{de: string, en: string}, privacy: string, required: bool, serverSet: bool, setBy: list<string>, values?: list<string>, maxLength: int, pattern?: string, format?: array{de: string, en: string}} $data */
		return new self(
			$data['name'], $data['property'], $data['type'], $data['label'], $data['privacy'], $data['required'],
			$data['serverSet'], $data['setBy'], $data['values'] ?? null, $data['maxLength'], $data['pattern'] ?? null, $data['format'] ?? null,
		);
	}

	/** May a value that this role sends count? */
	public function isSetBy(Role $role): bool {
		return in_array($role->value, $this->setBy, true);
	}
}
