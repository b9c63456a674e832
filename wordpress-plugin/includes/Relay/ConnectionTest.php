<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Relay;

use Sprechstunde\Core\Issue;

/** Finds out, step by step, why a connection doesn't work; the first thing wrong is the one to put right. */
final class ConnectionTest {
	public function __construct(
		private readonly Connection $connection,
		private readonly Transport $transport,
	) {
	}

	/**
	 * @return array{issue: ?Issue, catalog: array<string, mixed>|null} catalog where nothing is wrong
	 */
	public function run(): array {
		try {
			$issue = $this->server() ?? $this->account();
			$answer = $issue === null ? (new OcsClient($this->connection, $this->transport))->request('catalog') : null;
		} catch (TransportFailure $failure) {
			return self::found($failure->tls ? 'TLS_FAILED' : 'HOST_UNREACHABLE', ['address' => $this->connection->address]);
		}
		if ($answer === null) {
			return ['issue' => $issue, 'catalog' => null];
		}
		$issue = $this->app($answer);
		return $issue === null ? $this->calendar($answer) : ['issue' => $issue, 'catalog' => null];
	}

	/** @throws TransportFailure */
	private function server(): ?Issue {
		$status = $this->transport->send('GET', $this->connection->address . '/status.php')->json();
		return is_string($status['versionstring'] ?? null) && ($status['installed'] ?? false) === true
			? null
			: new Issue('NOT_A_NEXTCLOUD', null, ['address' => $this->connection->address]);
	}

	/** @throws TransportFailure */
	private function account(): ?Issue {
		$answer = $this->transport->send('GET', $this->connection->address . '/ocs/v2.php/cloud/user?format=json', [
			'Authorization' => $this->connection->authorization(),
			'OCS-APIRequest' => 'true',
			'Accept' => 'application/json',
		]);
		return match ($answer->status) {
			200 => null,
			401, 403, 429 => new Issue('CREDENTIALS_REJECTED'),
			default => new Issue('NOT_A_NEXTCLOUD', null, ['address' => $this->connection->address]),
		};
	}

	/** Reads the answer to the question for the catalog. */
	private function app(Answer $answer): ?Issue {
		$issues = OcsClient::issues($answer);
		$code = $issues === [] ? '' : $issues[0]->code;
		return match (true) {
			$answer->status === 200 => null,
			$code === 'CONFIGURATION_MISSING' => new Issue($code),
			$code === 'ROLE_FORBIDDEN', $code === 'NOT_A_BOOKING_ACCOUNT', $answer->status === 403 => new Issue('NOT_A_BOOKING_ACCOUNT'),
			$answer->status === 404 => new Issue('APP_MISSING'),
			$answer->status === 503 => new Issue('CONFIGURATION_MISSING'),
			default => new Issue('INTERNAL'),
		};
	}

	/**
	 * The booking calendar has to be there too: other roles may read the catalog.
	 *
	 * @return array{issue: ?Issue, catalog: array<string, mixed>|null}
	 */
	private function calendar(Answer $answer): array {
		$ocs = $answer->json()['ocs'] ?? null;
		$catalog = is_array($ocs) && is_array($ocs['data'] ?? null) ? $ocs['data'] : [];
		$calendars = is_array($catalog['calendars'] ?? null) ? $catalog['calendars'] : [];
		$first = is_array($calendars[0] ?? null) && is_string($calendars[0]['id'] ?? null) ? $calendars[0]['id'] : null;
		if ($first === null) {
			return self::found('CONFIGURATION_MISSING');
		}
		try {
			$url = dirname((new CalDavClient($this->connection, $this->transport))->url($first, 'x')) . '/';
			$found = $this->transport->send('PROPFIND', $url, ['Authorization' => $this->connection->authorization(), 'Depth' => '0']);
		} catch (TransportFailure) {
			return self::found('HOST_UNREACHABLE', ['address' => $this->connection->address]);
		}
		/** @var array<string, mixed> $catalog */
		return $found->status === 207 ? ['issue' => null, 'catalog' => $catalog] : self::found('NOT_A_BOOKING_ACCOUNT');
	}

	/**
	 * @param array<string, string> $params
	 * @return array{issue: Issue, catalog: null}
	 */
	private static function found(string $code, array $params = []): array {
		return ['issue' => new Issue($code, null, $params), 'catalog' => null];
	}
}
