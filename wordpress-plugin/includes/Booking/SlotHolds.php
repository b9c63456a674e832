<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Booking;

use Sprechstunde\Core\Contract;
use Sprechstunde\Core\HoldGuard;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Relay\OcsClient;
use Sprechstunde\WordPress\Relay\ServerFailure;
use Sprechstunde\WordPress\Security\ClientAddress;
use Sprechstunde\WordPress\Security\Keys;

/** Asks Nextcloud to keep a slot while the form is filled in. A booking never depends on it. */
final class SlotHolds {
	/** What this site says, and no visitor. */
	private const OURS = ['client', 'seconds'];

	public function __construct(
		private readonly Directory $directory,
		private readonly Keys $keys,
		private readonly ?OcsClient $client,
	) {
	}

	/** @return array<string, mixed> JSON Schema of what a page sends */
	public static function schema(): array {
		/** @var array{properties: array<string, mixed>, required: list<string>} $schema */
		$schema = Contract::load()->schema('holdRequest');
		$schema['properties'] = array_diff_key($schema['properties'], array_flip(self::OURS));
		$schema['required'] = array_values(array_diff($schema['required'], self::OURS));
		return $schema;
	}

	/**
	 * @param array<mixed> $data
	 * @return array<string, mixed>
	 * @throws IssuesException FIELD_…
	 */
	public static function validated(array $data): array {
		$foreign = array_map(static fn (string $name): Issue => new Issue('FIELD_UNKNOWN', $name), array_values(array_intersect(self::OURS, array_keys($data))));
		$issues = [...$foreign, ...HoldGuard::shapeIssues(array_diff_key($data, array_flip(self::OURS)) + ['client' => str_repeat('0', 64)])];
		if ($issues !== []) {
			throw new IssuesException($issues);
		}
		/** @var array<string, mixed> $data */
		return $data;
	}

	/**
	 * @param array<string, mixed> $wish as validated
	 * @param string $address the visitor's; what leaves this site is a keyed hash of it that changes every day
	 * @param int $now epoch seconds
	 * @return array<string, mixed> token, expires (UTC), seconds (until then)
	 * @throws IssuesException SLOT_TAKEN with alternatives, HOLD_LIMIT_REACHED, what else a booking of it would meet; NOT_CONFIGURED, CALENDAR_UNREACHABLE
	 */
	public function hold(array $wish, string $address, int $now): array {
		$client = $this->keys->fingerprint('hold', ClientAddress::fingerprint($address, $this->keys, $now));
		try {
			$held = $this->server()->hold($wish + ['client' => $client]);
		} catch (ServerFailure $failure) {
			Log::failure($failure);
			throw $this->directory->unavailable('CALENDAR_UNREACHABLE');
		} finally {
			// what it held before is free, what it holds now is not, and what it was refused was gone
			$this->directory->freeChanged();
		}
		return $held;
	}

	/** @throws IssuesException NOT_CONFIGURED, CALENDAR_UNREACHABLE */
	public function release(string $token): void {
		try {
			$this->server()->release($token);
		} catch (ServerFailure $failure) {
			Log::failure($failure);
			throw $this->directory->unavailable('CALENDAR_UNREACHABLE');
		}
		$this->directory->freeChanged();
	}

	private function server(): OcsClient {
		return $this->client ?? throw $this->directory->unavailable('NOT_CONFIGURED');
	}
}
