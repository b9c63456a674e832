<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sprechstunde\Core\Pvs\Connection;
use Sprechstunde\Core\Webhooks\Webhook;

/** The practice configuration, once it has been checked. */
final readonly class Practice {
	/** Account data of the practice. */
	public string $name;
	public string $address;
	public string $phone;
	public string $email;
	/** de or en */
	public string $language;
	/** right-hand side of UIDs */
	public string $domain;
	public BookingRules $booking;

	/** @var list<CalendarConfig> */
	private array $calendars;
	/** @var array<string, AppointmentType> by code */
	private array $types;
	private \DateTimeZone $zone;

	/** @param array<string, mixed> $data */
	private function __construct(
		private array $data,
	) {
		/** @var array{practice: array{name: string, address: string, phone: string, email: string, timeZone: string, language: string, domain: string}, calendars: list<array<string, mixed>>, appointmentTypes: list<array<string, mixed>>, booking: array<string, mixed>} $data */
		$this->name = $data['practice']['name'];
		$this->address = $data['practice']['address'];
		$this->phone = $data['practice']['phone'];
		$this->email = $data['practice']['email'];
		$this->language = $data['practice']['language'];
		$this->domain = $data['practice']['domain'];
		$this->zone = new \DateTimeZone($data['practice']['timeZone']);
		$this->booking = BookingRules::fromArray($data['booking']);
		$this->calendars = array_map(CalendarConfig::fromArray(...), $data['calendars']);
		$types = [];
		foreach (array_map(AppointmentType::fromArray(...), $data['appointmentTypes']) as $type) {
			$types[$type->code] = $type;
		}
		$this->types = $types;
	}

	/**
	 * @param array<mixed> $data decoded JSON (associative)
	 * @throws IssuesException with every issue of PracticeValidator
	 */
	public static function fromArray(array $data): self {
		$issues = PracticeValidator::issues($data);
		if ($issues !== []) {
			throw new IssuesException($issues);
		}
		/** @var array<string, mixed> $data */
		return new self($data);
	}

	/**
	 * Without the checks: for a configuration that was checked when it was stored.
	 *
	 * @param array<string, mixed> $data
	 */
	public static function trusted(array $data): self {
		return new self($data);
	}

	public function timeZone(): \DateTimeZone {
		return $this->zone;
	}

	/** @return list<CalendarConfig> */
	public function calendars(): array {
		return $this->calendars;
	}

	public function calendar(string $idOrAlias): ?CalendarConfig {
		foreach ($this->calendars as $calendar) {
			if ($calendar->id === $idOrAlias || in_array($idOrAlias, $calendar->aliases, true)) {
				return $calendar;
			}
		}
		return null;
	}

	/** The calendar stored at this place, by Nextcloud account and calendar URI. */
	public function calendarAt(string $owner, string $uri): ?CalendarConfig {
		foreach ($this->calendars as $calendar) {
			if ($calendar->owner === $owner && $calendar->uri === $uri) {
				return $calendar;
			}
		}
		return null;
	}

	/** @return list<AppointmentType> */
	public function types(): array {
		return array_values($this->types);
	}

	public function type(string $code): ?AppointmentType {
		return $this->types[$code] ?? null;
	}

	/** @return list<array{code: string, label: array{de: string, en: string}, color: string, colorName: string}> the practice's own after the contract's; an own one replaces one of the same code */
	public function categories(): array {
		$all = [];
		/** @var list<array{code: string, label: array{de: string, en: string}, color: string, colorName: string}> $own */
		$own = $this->data['categories'];
		foreach ([...Contract::load()->categories(), ...$own] as $category) {
			$all[$category['code']] = $category;
		}
		return array_values($all);
	}

	/** @return array{code: string, label: array{de: string, en: string}, color: string, colorName: string}|null */
	public function category(string $code): ?array {
		foreach ($this->categories() as $category) {
			if ($category['code'] === $code) {
				return $category;
			}
		}
		return null;
	}

	/** @return array{booking: string, staff: string, admin: string, pvs: string} Nextcloud group per role */
	public function roles(): array {
		/** @var array{booking: string, staff: string, admin: string, pvs: string} */
		return $this->data['roles'];
	}

	/** @return array{manageUrl: ?string, consent: array{version: string, text: array{de: string, en: string}, url: ?string}, waitingListConsent?: array{version: string, text: array{de: string, en: string}}} */
	public function website(): array {
		/** @var array{manageUrl: ?string, consent: array{version: string, text: array{de: string, en: string}, url: ?string}, waitingListConsent?: array{version: string, text: array{de: string, en: string}}} */
		return $this->data['website'];
	}

	/**
	 * The practice's own words for a part of a mail: of the event, else of all mails; empty where it has none.
	 *
	 * @param string $part greeting, paragraph or footer
	 */
	public function mailWording(string $event, string $part, string $language): string {
		/** @var array<string, array<string, array<string, string>>> $texts */
		$texts = $this->data['mailTexts'] ?? [];
		return $texts[$event][$part][$language] ?? $texts['all'][$part][$language] ?? '';
	}

	/** Null where the practice keeps none. */
	public function waitingList(): ?WaitingList {
		/** @var array{owner: string, uri: string, displayName: string, offerMinutes?: int}|null $list */
		$list = $this->data['waitingList'] ?? null;
		return $list === null ? null : new WaitingList($list['owner'], $list['uri'], $list['displayName'], $list['offerMinutes'] ?? Contract::load()->limits()['offerMinutes'], ($this->data['waitingListMode'] ?? 'manual') === 'auto');
	}

	/** @return list<Connection> practice programs that are connected */
	public function connections(): array {
		/** @var list<array{id: string, profile: string, user: string, calendars: list<string>, fieldMap?: array{title: string, place: string, text: list<string>, categories: string}|null, categoryNames?: list<array{code: string, name: string}>, rest?: array{url: string, active: bool, fields?: list<array{name: string, value: string}>, answerId?: string, calendars?: list<string>}|null}> $all */
		$all = $this->data['pvs'] ?? [];
		return array_map(Connection::fromArray(...), $all);
	}

	/** The practice program that uses this Nextcloud account. */
	public function connectionOf(string $user): ?Connection {
		return self::first($this->connections(), static fn (Connection $one): bool => $one->user === $user);
	}

	public function connection(string $id): ?Connection {
		return self::first($this->connections(), static fn (Connection $one): bool => $one->id === $id);
	}

	/** @return list<Webhook> programs that are told of changes */
	public function webhooks(): array {
		/** @var list<array{id: string, name: string, url: string, events: list<string>, calendars?: list<string>, active: bool}> $all */
		$all = $this->data['webhooks'] ?? [];
		return array_map(Webhook::fromArray(...), $all);
	}

	public function webhook(string $id): ?Webhook {
		return self::first($this->webhooks(), static fn (Webhook $one): bool => $one->id === $id);
	}

	/** How often practice programs are to synchronise. */
	public function syncIntervalMinutes(): int {
		/** @var int */
		return $this->data['syncIntervalMinutes'];
	}

	/** For how many days versions of objects are kept. */
	public function backupDays(): int {
		return $this->retention()['backupDays'];
	}

	/** For how many days the log is kept. */
	public function logDays(): int {
		return $this->retention()['logDays'];
	}

	/** @return array{backupDays: int, logDays: int} */
	private function retention(): array {
		/** @var array{backupDays: int, logDays: int} */
		return $this->data['retention'];
	}

	/** @return array<string, mixed> the document as it came in */
	public function toArray(): array {
		return $this->data;
	}

	/**
	 * @template T
	 * @param list<T> $all
	 * @param \Closure(T): bool $fits
	 * @return ?T
	 */
	private static function first(array $all, \Closure $fits): mixed {
		foreach ($all as $one) {
			if ($fits($one)) {
				return $one;
			}
		}
		return null;
	}
}
