<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Diagnostics;

use Sprechstunde\Core\Contract;

/** What is wrong, as far as facts tell; their shape is `Facts` of the TypeScript core, instants in epoch seconds. */
final class Diagnosis {
	private const DAY = 86400;
	/** A certificate that ends sooner is worth a word. */
	private const CERTIFICATE_DAYS = 21;
	private const CLOCK_TOLERANCE = 60_000;
	private const RECOMMENDED_INTERVAL = 5;
	/** Jobs run every five minutes. */
	private const JOBS_TOLERANCE = 1200;
	/** Three runs of the jobs that send: later than that is late. */
	private const DELIVERY_TOLERANCE = 900;
	/** Nothing travels. */
	private const LOCAL = ['localhost', '127.0.0.1', '[::1]'];

	/** @var list<Finding> */
	private array $found = [];

	/** @param array<string, mixed> $facts */
	private function __construct(
		private array $facts,
		private int $now,
	) {
	}

	/**
	 * Errors first, each finding once; empty where all that is known is right.
	 *
	 * @param array<string, mixed> $facts
	 * @return list<Finding>
	 */
	public static function evaluate(array $facts): array {
		/** @var array{now: int} $facts */
		$self = new self($facts, $facts['now']);
		foreach ($self->list('addresses') as $address) {
			$self->address($address);
		}
		// a website that passes on nothing is said once
		if (array_filter($self->list('addresses'), self::isNotPassedOn(...)) === []) {
			$self->wellKnown();
		}
		$self->login();
		foreach ($self->list('accounts') as $account) {
			$self->account($account);
		}
		$self->server();
		$self->deliveries();
		$self->object();
		$trip = $facts['roundTrip'] ?? null;
		if (is_array($trip)) {
			$self->find('ROUND_TRIP_FAILED', ['step' => $trip['failedAt'], 'status' => $trip['status']]);
		}
		$all = array_values(array_unique($self->found, SORT_REGULAR));
		$isError = static fn (Finding $one): bool => Contract::load()->finding($one->code)['severity'] === 'error';
		return [...array_values(array_filter($all, $isError)), ...array_values(array_filter($all, static fn (Finding $one): bool => !$isError($one)))];
	}

	/** @param array<string, mixed> $address */
	private function address(array $address): void {
		/** @var array{address: string, failure: ?string, reason: string, status: ?int, redirects: list<string>, speaksCaldav: ?bool, certificateUntil: ?int, clockOffset: ?int} $address */
		[$isEncrypted, $host, $port] = self::parts($address['address']);
		if ($address['failure'] !== null) {
			match ($address['failure']) {
				'dns' => $this->find('DNS_FAILED', ['host' => $host]),
				'port' => $this->find('PORT_CLOSED', ['host' => $host, 'port' => $port]),
				'tls' => $this->find('TLS_INVALID', ['host' => $host, 'reason' => $address['reason']]),
				default => $this->find('NO_ANSWER', ['address' => $address['address']]),
			};
			return;
		}
		if (!$isEncrypted && !in_array($host, self::LOCAL, true)) {
			$this->find('NOT_ENCRYPTED', ['address' => $address['address']]);
		}
		$away = array_values(array_filter($address['redirects'], static fn (string $to): bool => str_contains($to, '://') && array_slice(self::parts($to), 1) !== [$host, $port]))[0] ?? null;
		if ($away !== null) {
			$this->find('REDIRECT_HOST', ['address' => $address['address'], 'to' => self::parts($away)[1]]);
		}
		if (($address['status'] ?? 0) >= 500) {
			$this->find('SERVER_ERROR', ['address' => $address['address'], 'status' => $address['status']]);
		} elseif ($address['speaksCaldav'] === false && $away === null) {
			$this->find(self::isNotPassedOn($address) ? 'WEBSITE_NOT_PASSED_ON' : 'NOT_CALDAV', ['address' => $address['address'], 'status' => $address['status'] ?? 0]);
		}
		$days = $address['certificateUntil'] === null ? null : intdiv($address['certificateUntil'] - $this->now, self::DAY);
		if ($days !== null && $days < self::CERTIFICATE_DAYS) {
			$this->find('TLS_EXPIRES', ['host' => $host, 'days' => max(0, $days)]);
		}
		if (abs($address['clockOffset'] ?? 0) > self::CLOCK_TOLERANCE) {
			$this->find('CLOCK_WRONG', ['seconds' => (int)round(abs((int)$address['clockOffset']) / 1000)]);
		}
	}

	/**
	 * It answers, with something else than a calendar server.
	 *
	 * @param array<string, mixed> $address
	 */
	private static function isNotPassedOn(array $address): bool {
		return ($address['isWebsite'] ?? false) === true && $address['failure'] === null && $address['speaksCaldav'] === false && ($address['status'] ?? 0) < 500;
	}

	/** RFC 6764 §5: it redirects, or answers itself. That the host can't be reached is said of the address itself. */
	private function wellKnown(): void {
		/** @var array{address: string, failure: ?string, status: ?int, redirects: list<string>}|null $known */
		$known = $this->facts['wellKnown'] ?? null;
		if ($known !== null && $known['failure'] === null && $known['redirects'] === [] && in_array($known['status'], [null, 404, 410], true)) {
			$this->find('WELL_KNOWN_MISSING', ['address' => $known['address']]);
		}
	}

	private function login(): void {
		/** @var array{user: string, result: string, principal: bool}|null $login */
		$login = $this->facts['login'] ?? null;
		/** @var int $throttle */
		$throttle = $this->facts['throttleSeconds'] ?? 0;
		if ($login !== null && $login['result'] === 'refused') {
			$this->find('CREDENTIALS_REFUSED', ['user' => $login['user']]);
		}
		if ($login !== null && $login['result'] === 'accepted' && !$login['principal']) {
			$this->find('PRINCIPAL_MISSING');
		}
		if ($throttle > 0 || $login !== null && $login['result'] === 'throttled') {
			$this->find('THROTTLED', ['seconds' => $throttle]);
		}
	}

	/** @param array<string, mixed> $account */
	private function account(array $account): void {
		/** @var array{user: string, name: string, exists: bool, enabled: bool, hasRole: bool, passwords: ?int, lastRead: ?int, lastWrite: ?int, unreachable: list<string>, mapIsBlind: bool, program?: string, isManaged?: bool, isTold?: bool, throttles?: list<array{address: string, attempts: int, seconds: int}>} $account */
		$program = isset($account['program']) ? ['program' => $account['program']] : [];
		['user' => $user, 'name' => $name] = $account;
		if (!$account['exists']) {
			$this->find('ACCOUNT_MISSING', ['user' => $user, 'name' => $name] + $program);
			return;
		}
		if (!$account['enabled']) {
			// all else follows from that
			$this->find('ACCOUNT_DISABLED', ['user' => $user] + $program);
			return;
		}
		/** @var int $interval */
		$interval = $this->facts['interval'] ?? self::RECOMMENDED_INTERVAL;
		$minutes = $account['lastRead'] === null ? 0 : intdiv($this->now - $account['lastRead'], 60);
		$this->findIf(!$account['hasRole'], ($account['isManaged'] ?? false) ? 'ROLE_LOST' : 'ROLE_MISSING', ['user' => $user] + $program);
		$this->findIf($account['passwords'] === 0, 'NO_APP_PASSWORD', ['user' => $user] + $program);
		$isUnseen = $account['lastRead'] === null && $account['lastWrite'] === null && !($account['isTold'] ?? false);
		$this->findIf($isUnseen && $program === [], 'ACCOUNT_UNUSED', ['user' => $user]);
		$this->findIf($isUnseen && $program !== [], 'NEVER_SEEN', ['name' => $name] + $program);
		$this->findIf($account['lastRead'] !== null && $account['lastWrite'] === null, 'NOTHING_WRITTEN', ['name' => $name] + $program);
		// one poll may fail, and one may be late
		$this->findIf($minutes > 3 * $interval, 'POLLS_RARELY', ['name' => $name, 'minutes' => $minutes, 'interval' => $interval] + $program);
		// without the group it sees none, and sharing them again mends nothing
		foreach ($account['hasRole'] ? $account['unreachable'] : [] as $calendar) {
			$this->find('CALENDAR_UNREACHABLE', ['name' => $name, 'calendar' => $calendar]);
		}
		$this->findIf($account['mapIsBlind'], 'MAP_BLIND', ['name' => $name] + $program);
		foreach ($account['throttles'] ?? [] as $throttle) {
			$this->find('PROGRAM_THROTTLED', ['user' => $user] + $throttle);
		}
	}

	private function server(): void {
		/** @var array{missingCalendars?: list<string>, trashedCalendars?: list<string>, interval?: int, indexDifferences?: ?int} $facts */
		$facts = $this->facts;
		foreach ($facts['missingCalendars'] ?? [] as $calendar) {
			$this->find('CALENDAR_MISSING', ['calendar' => $calendar]);
		}
		foreach ($facts['trashedCalendars'] ?? [] as $calendar) {
			$this->find('CALENDAR_TRASHED', ['calendar' => $calendar]);
		}
		$this->findIf(($facts['interval'] ?? 0) > self::RECOMMENDED_INTERVAL, 'INTERVAL_LONG', ['minutes' => $facts['interval'] ?? 0]);
		$this->findIf(($facts['indexDifferences'] ?? 0) > 0, 'INDEX_DIFFERS', ['count' => $facts['indexDifferences'] ?? 0]);
		if (array_key_exists('jobsRanAt', $this->facts)) {
			/** @var ?int $ranAt */
			$ranAt = $this->facts['jobsRanAt'];
			$this->findIf($ranAt === null, 'JOBS_NEVER');
			$this->findIf($ranAt !== null && $this->now - $ranAt > self::JOBS_TOLERANCE, 'JOBS_STALE', ['minutes' => intdiv($this->now - ($ranAt ?? 0), 60)]);
		}
	}

	/** What programs that listen, or have a REST interface, were not told. */
	private function deliveries(): void {
		foreach ($this->list('deliveries') as $target) {
			/** @var array{name: string, waiting: int, waitingSince: ?int, dead: int} $target */
			$this->findIf($target['dead'] > 0, 'DELIVERIES_DEAD', ['name' => $target['name'], 'count' => $target['dead']]);
			$seconds = $target['waitingSince'] === null ? 0 : $this->now - $target['waitingSince'];
			$this->findIf($seconds > self::DELIVERY_TOLERANCE, 'DELIVERIES_LATE', ['name' => $target['name'], 'count' => $target['waiting'], 'minutes' => intdiv($seconds, 60)]);
		}
	}

	private function object(): void {
		/** @var array{state: string, changedAt: ?int, readableBy: list<string>, calendar?: string}|null $object */
		$object = $this->facts['object'] ?? null;
		if ($object === null || $object['state'] !== 'present') {
			$this->findIf($object !== null, $object !== null && $object['state'] === 'gone' ? 'OBJECT_GONE' : 'OBJECT_TRASHED');
			return;
		}
		foreach ($this->list('accounts') as $account) {
			/** @var array{user: string, name: string, lastRead: ?int, unreachable: list<string>, program?: string} $account */
			$name = ['name' => $account['name']];
			if (in_array($account['user'], $object['readableBy'], true)) {
				$this->findIf($account['lastRead'] !== null && $object['changedAt'] !== null && $account['lastRead'] < $object['changedAt'], 'NOT_FETCHED', $name);
			} elseif (!isset($object['calendar']) || in_array($object['calendar'], $account['unreachable'], true)) {
				$this->find('OBJECT_UNREADABLE', $name);
			} elseif ($object['readableBy'] === []) {
				// that it stands in the calendar of another program is as it should be
				$this->find('OBJECT_NOT_SHARED', $name + ['calendar' => $object['calendar']] + (isset($account['program']) ? ['program' => $account['program']] : []));
			}
		}
	}

	/** @return list<array<string, mixed>> */
	private function list(string $name): array {
		/** @var list<array<string, mixed>> */
		return $this->facts[$name] ?? [];
	}

	/** @param array<string, int|string> $params */
	private function find(string $code, array $params = []): void {
		$this->found[] = new Finding($code, $params);
	}

	/** @param array<string, int|string> $params */
	private function findIf(bool $isSo, string $code, array $params = []): void {
		if ($isSo) {
			$this->find($code, $params);
		}
	}

	/**
	 * Of an http or https address.
	 *
	 * @return array{bool, string, string} encrypted, host, port
	 */
	private static function parts(string $address): array {
		preg_match('/^(https?):\/\/(?:[^\/@]*@)?(\[[^\]]*\]|[^\/:?#]*)(?::(\d+))?/iu', $address, $match);
		$isEncrypted = strtolower($match[1] ?? '') === 'https';
		return [$isEncrypted, strtolower($match[2] ?? ''), ($match[3] ?? '') !== '' ? $match[3] : ($isEncrypted ? '443' : '80')];
	}
}
