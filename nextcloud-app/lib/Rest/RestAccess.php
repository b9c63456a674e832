<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

use OCA\Sprechstunde\Delivery\Deliverables;
use OCA\Sprechstunde\Delivery\DeliveryFailed;
use OCA\Sprechstunde\Delivery\GivenUpNotice;
use OCA\Sprechstunde\Delivery\Secrets;
use OCA\Sprechstunde\Delivery\TargetFigures;
use OCP\IURLGenerator;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Pvs\Connection;

/** The key of a program's REST interface, and the secret of its events: given once, shown never again. */
final class RestAccess {
	/** what an HTTP header may hold */
	private const KEY = '/^[\x21-\x7e]{1,500}$/D';

	public function __construct(
		private Secrets $secrets,
		private RemoteIds $ids,
		private RestClient $client,
		private TargetFigures $figures,
		private IURLGenerator $urls,
		private Deliverables $table,
		private GivenUpNotice $notice,
	) {
	}

	/** @return array{hasKey: bool, hasSecret: bool, address: string, waiting: int, dead: int, lastSent: ?array{at: string, status: int}, lastGivenUp: ?array{at: string, status: int, reason: string}} */
	public function state(Connection $connection): array {
		return [
			'hasKey' => $this->secrets->of(RestClient::keyOf($connection->id)) !== [],
			'hasSecret' => $this->secrets->of(IncomingEvents::secretOf($connection->id)) !== [],
			'address' => $this->address($connection),
		] + $this->figures->of(RestTargets::PREFIX . $connection->id);
	}

	/**
	 * @param string $key empty: it has none
	 * @throws IssuesException FIELD_FORMAT
	 */
	public function setKey(Connection $connection, string $key): void {
		if ($key !== '' && preg_match(self::KEY, $key) !== 1) {
			throw new IssuesException([new Issue('FIELD_FORMAT', 'key')]);
		}
		$name = RestClient::keyOf($connection->id);
		if ($key === '') {
			$this->secrets->forget($name);
		} else {
			$this->secrets->put($name, $key);
		}
	}

	/** @return array{secret: string, address: string} */
	public function makeSecret(Connection $connection): array {
		return ['secret' => $this->secrets->make(IncomingEvents::secretOf($connection->id)), 'address' => $this->address($connection)];
	}

	/**
	 * Asks the address itself, which changes nothing there: what it answers, even that it knows no such request, says that it is there.
	 *
	 * @return array{status: int, reason: string}
	 * @throws IssuesException NOT_FOUND
	 */
	public function check(Connection $connection): array {
		$rest = $connection->rest ?? throw new IssuesException([new Issue('NOT_FOUND', 'rest')]);
		try {
			$answer = $this->client->ask($connection, $rest, 'GET');
		} catch (DeliveryFailed $failed) {
			return ['status' => $failed->status, 'reason' => $failed->reason];
		}
		$isRefused = in_array($answer->status, [401, 403], true) || $answer->status >= 500 || ($answer->status >= 300 && $answer->status <= 399);
		return ['status' => $answer->status, 'reason' => $isRefused ? $answer->failure()->reason : ''];
	}

	/** The connection is no more. */
	public function forget(string $connection): void {
		$this->secrets->forget(RestClient::keyOf($connection));
		$this->secrets->forget(IncomingEvents::secretOf($connection));
		$this->ids->forget($connection);
		// the next one of this name is another
		$this->table->removeTarget(RestTargets::PREFIX . $connection);
		$this->notice->settled(RestTargets::PREFIX . $connection);
	}

	private function address(Connection $connection): string {
		return $this->urls->linkToRouteAbsolute('sprechstunde.remoteEvents.receive', ['connection' => $connection->id]);
	}
}
