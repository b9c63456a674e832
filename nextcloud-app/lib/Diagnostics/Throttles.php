<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Diagnostics;

use OC\Security\Bruteforce\Backend\IBackend;
use OC\Security\Bruteforce\Throttler;
use OC\Security\Normalizer\IpAddress;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\DB\QueryBuilder\IQueryBuilder;
use OCP\IDBConnection;
use OCP\IRequest;

/**
 * Addresses that Nextcloud slows down, or keeps out, as accounts of practice programs signed in from there with a wrong password. Nextcloud keeps
 * attempts in its database, or in its cache: there only the address of whoever asks is known, which in a practice is the program's too.
 */
final class Throttles {
	private const ACTION = 'login';
	/** for so long an attempt counts */
	private const SECONDS = 12 * 3600;

	public function __construct(
		private Throttler $throttler,
		private IBackend $attempts,
		private IDBConnection $db,
		private IRequest $request,
		private ITimeFactory $time,
	) {
	}

	/** @return list<array{address: string, attempts: int, seconds: int}> those with a delay that is felt */
	public function of(string $userId): array {
		$throttles = [];
		foreach ($this->addresses() as $address) {
			$subnet = (new IpAddress($address))->getSubnet();
			$attempts = $this->attempts->getAttempts($subnet, $this->since(), self::ACTION, ['user' => $userId]);
			// not `getDelay`: for whoever has just signed in with a password it says nothing of others
			$seconds = (int)round($this->throttler->calculateDelay($this->attempts->getAttempts($subnet, $this->since(), self::ACTION)) / 1000);
			if ($attempts > 0 && $seconds > 0) {
				$throttles[] = ['address' => $address, 'attempts' => $attempts, 'seconds' => $seconds];
			}
		}
		return $throttles;
	}

	/**
	 * The attempts of these accounts are forgotten, as if they had signed in right; those of others still count.
	 *
	 * @param list<string> $userIds
	 * @return list<string> addresses
	 */
	public function lift(array $userIds): array {
		$lifted = [];
		foreach ($userIds as $userId) {
			foreach ($this->of($userId) as ['address' => $address]) {
				$this->throttler->resetDelay($address, self::ACTION, ['user' => $userId]);
				$lifted[] = $address;
			}
		}
		return array_values(array_unique($lifted));
	}

	/** @return list<string> one of each network */
	private function addresses(): array {
		$result = $this->db->executeQuery('SELECT ip, subnet FROM *PREFIX*bruteforce_attempts WHERE action = ? AND occurred > ?', [self::ACTION, (string)$this->since()], [IQueryBuilder::PARAM_STR, IQueryBuilder::PARAM_INT]);
		$bySubnet = array_column($result->fetchAll(), 'ip', 'subnet');
		$result->closeCursor();
		$own = $this->request->getRemoteAddress();
		if ($own !== '') {
			$bySubnet[(new IpAddress($own))->getSubnet()] = $own;
		}
		return array_values(array_map(strval(...), $bySubnet));
	}

	private function since(): int {
		return $this->time->getTime() - self::SECONDS;
	}
}
