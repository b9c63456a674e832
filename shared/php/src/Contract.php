<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** The tables that this core shares with the TypeScript one: `resources/contract.json`, generated, read once per request. */
final class Contract {
	private static ?self $loaded = null;

	/** @var array<string, Field> by name */
	private array $fields = [];

	/** @param array<string, mixed> $data */
	private function __construct(
		private readonly array $data,
	) {
		/** @var list<array<string, mixed>> $fields */
		$fields = $data['fields'];
		foreach ($fields as $entry) {
			$field = Field::fromArray($entry);
			$this->fields[$field->name] = $field;
		}
	}

	/** @throws \RuntimeException where there is no contract, or no JSON in it */
	public static function load(): self {
		if (self::$loaded === null) {
			$data = self::read(__DIR__ . '/../resources/contract');
			/** @var array<string, mixed> $data */
			self::$loaded = new self($data);
		}
		return self::$loaded;
	}

	/**
	 * The same tables as PHP where the package was bundled, else as JSON.
	 *
	 * @return array<mixed>
	 */
	private static function read(string $name): array {
		if (is_file("$name.php")) {
			/** @var array<mixed> */
			return require "$name.php";
		}
		$text = file_get_contents("$name.json");
		$data = $text === false ? null : json_decode($text, true, 64);
		return is_array($data) ? $data : throw new \RuntimeException('contract.json can not be read');
	}

	/** @throws \LogicException for a name that the contract does not have */
	public function field(string $name): Field {
		return $this->fields[$name] ?? throw new \LogicException("no field $name");
	}

	public function hasField(string $name): bool {
		return isset($this->fields[$name]);
	}

	/** @return list<Field> in the order in which a VEVENT carries them */
	public function fields(): array {
		return array_values($this->fields);
	}

	public function fieldByProperty(string $property): ?Field {
		$property = strtoupper($property);
		foreach ($this->fields as $field) {
			if ($field->property === $property) {
				return $field;
			}
		}
		return null;
	}

	/** @return array<string, string> labels of all fields and of the times, by name */
	public function fieldLabels(string $language): array {
		/** @var array<string, array<string, string>> $labels */
		$labels = $this->data['fieldLabels'];
		return $labels[$language] ?? $labels['de'];
	}

	/**
	 * @return array{status: int, de: string, en: string}
	 * @throws \LogicException for a code that is not in the catalogue
	 */
	public function issue(string $code): array {
		/** @var array<string, array{status: int, de: string, en: string}> $issues */
		$issues = $this->data['issues'];
		return $issues[$code] ?? throw new \LogicException("no issue $code");
	}

	/** @return list<array{name: string, from: string, to: string, roles: list<string>, action: string, when?: string, claimsSlot: bool}> */
	public function transitions(): array {
		/** @var list<array{name: string, from: string, to: string, roles: list<string>, action: string, when?: string, claimsSlot: bool}> */
		return $this->data['transitions'];
	}

	public function undoSeconds(): int {
		/** @var int */
		return $this->data['undoSeconds'];
	}

	/** @return array{seconds: int, remembered: int} how long a PVS may overlook a change by website or patient, and how many of them are remembered */
	public function conflict(): array {
		/** @var array{seconds: int, remembered: int} */
		return $this->data['conflict'];
	}

	/** @return list<string> TENTATIVE, CONFIRMED, CANCELLED */
	public function statuses(): array {
		/** @var list<string> */
		return $this->data['statuses'];
	}

	/** @return array<string, array<string, string>> role → action → yes|own */
	public function roleMatrix(): array {
		/** @var array<string, array<string, string>> */
		return $this->data['roleMatrix'];
	}

	/** @return list<array{code: string, label: array{de: string, en: string}, color: string, colorName: string}> */
	public function categories(): array {
		/** @var list<array{code: string, label: array{de: string, en: string}, color: string, colorName: string}> */
		return $this->data['categories'];
	}

	/** The word in CATEGORIES that marks a VEVENT as an appointment. */
	public function appointmentCategory(): string {
		/** @var string */
		return $this->data['appointmentCategory'];
	}

	/** @return array{objectBytes: int, requestBytes: int, appointmentEvents: int, occurrences: int, freeRangeDays: int, alternatives: int, holdsPerClient: int, linkAttempts: int, linkAttemptSeconds: int, offerMinutes: int, doneEntryDays: int, uidPattern: string} */
	public function limits(): array {
		/** @var array{objectBytes: int, requestBytes: int, appointmentEvents: int, occurrences: int, freeRangeDays: int, alternatives: int, holdsPerClient: int, linkAttempts: int, linkAttemptSeconds: int, offerMinutes: int, doneEntryDays: int, uidPattern: string} */
		return $this->data['limits'];
	}

	/** @return array{prefix: string, header: string, main: list<string>, feed: string, escape: string, virtual: string, webServers: array<string, list<string>>} the website's `/caldav/` */
	public function addresses(): array {
		/** @var array{prefix: string, header: string, main: list<string>, feed: string, escape: string, virtual: string, webServers: array<string, list<string>>} */
		return $this->data['addresses'];
	}

	/**
	 * @return array{
	 *   sourceLines: array<string, array{de: string, en: string}>,
	 *   descriptionLines: list<array{field: string, label: array{de: string, en: string}}>,
	 *   insuranceLabels: array<string, array{de: string, en: string}>,
	 *   patientStatusLabels: array<string, array{de: string, en: string}>,
	 *   statusLabels: array<string, array{de: string, en: string}>,
	 *   mail: array<string, array{subject: array{de: string, en: string}, heading: array{de: string, en: string}, body: array{de: string, en: string}, method: string}>,
	 *   mailLabels: array<string, array{de: string, en: string}>,
	 *   mailPlaceholders: list<string>,
	 *   manage: array{de: string, en: string},
	 *   offer: array{subject: array{de: string, en: string}, heading: array{de: string, en: string}, body: array{de: string, en: string}, until: array{de: string, en: string}},
	 *   question: array<string, array{de: string, en: string}>, alerts: array<string, array{subject: array{de: string, en: string}, body: array{de: string, en: string}}>,
	 * }
	 */
	public function texts(): array {
		return $this->data['texts'];
	}

	/** @return array{severity: string, problem: string, text: array{de: string, en: string}, remedy: array{de: string, en: string}, action?: string} */
	public function finding(string $code): array {
		/** @var array<string, array{severity: string, problem: string, text: array{de: string, en: string}, remedy: array{de: string, en: string}, action?: string}> $findings */
		$findings = $this->data['diagnostics']['findings'];
		return $findings[$code] ?? throw new \LogicException("no finding $code");
	}

	/** @return array{profiles: list<array{id: string, name: string, fieldMap: array{title: string, place: string, text: list<string>, categories: string}|null, repairs: list<string>, capabilities: array<string, string>}>, shownFields: list<string>, shownPlaces: list<string>, rest: array{values: list<string>, fields: list<array{name: string, value: string}>, answerId: string}} */
	public function pvs(): array {
		/** @var array{profiles: list<array{id: string, name: string, fieldMap: array{title: string, place: string, text: list<string>, categories: string}|null, repairs: list<string>, capabilities: array<string, string>}>, shownFields: list<string>, shownPlaces: list<string>, rest: array{values: list<string>, fields: list<array{name: string, value: string}>, answerId: string}} */
		return $this->data['pvs'];
	}

	/**
	 * Of the practice's log.
	 *
	 * @return array{
	 *   levels: list<string>,
	 *   kinds: list<string>,
	 *   codes: array<string, array{kind: string, text: array{de: string, en: string}, remedy?: array{de: string, en: string}}>,
	 *   suffixes: array<string, array{de: string, en: string}>,
	 *   events: array<string, array{de: string, en: string}>,
	 *   fields: array<string, array{de: string, en: string}>,
	 *   parts: array<string, array{de: string, en: string}>,
	 *   roles: array<string, array{de: string, en: string}>,
	 *   ways: array<string, array{de: string, en: string}>,
	 * }
	 */
	public function log(): array {
		return $this->data['log'];
	}

	/**
	 * @return array<mixed> the zone's VTIMEZONE as jCal (RFC 7265)
	 * @throws \LogicException for a zone that the contract does not have
	 */
	public function zone(string $name): array {
		/** @var array<string, array<mixed>> $zones */
		$zones = $this->data['zones'];
		return $zones[$name] ?? throw new \LogicException("no zone $name");
	}

	/** IANA name of a zone that Windows names, or null. */
	public function windowsZone(string $name): ?string {
		/** @var array<string, string> $zones */
		$zones = $this->data['windowsZones'];
		return $zones[$name] ?? null;
	}

	/**
	 * @param string $name bookingRequest, holdRequest or practice
	 * @return array<string, mixed> JSON Schema
	 */
	public function schema(string $name): array {
		/** @var array<string, array<string, mixed>> $schemas */
		$schemas = $this->data['schemas'];
		return $schemas[$name] ?? throw new \LogicException("no schema $name");
	}

	public function version(): int {
		/** @var int */
		return $this->data['version'];
	}

	/** SHA-256 of the contract: two sides with the same hash decide alike. */
	public function hash(): string {
		/** @var string */
		return $this->data['hash'];
	}
}
