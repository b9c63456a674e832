<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

use OCA\Sprechstunde\Delivery\DeliveryFailed;
use OCA\Sprechstunde\Delivery\HttpDelivery;
use OCA\Sprechstunde\Delivery\Secrets;
use Sprechstunde\Core\Pvs\Connection;
use Sprechstunde\Core\Pvs\RestInterface;
use Sprechstunde\Core\Webhooks\WebhookUrl;

/** Speaks with the REST interface of a program: JSON, a bearer token, no address that patients' data may not go to. */
final class RestClient {
	private const DEPTH = 16;

	public function __construct(
		private HttpDelivery $http,
		private Secrets $secrets,
	) {
	}

	/** Name of the key that a connection's interface asks for. */
	public static function keyOf(string $connection): string {
		return "rest-key:$connection";
	}

	/**
	 * @param string $path below the interface's address, encoded; empty: the address itself
	 * @param array<string, string> $headers
	 * @throws DeliveryFailed with what was answered in place of success
	 */
	public function ask(Connection $connection, RestInterface $rest, string $method, string $path = '', array $headers = [], string $body = ''): RestAnswer {
		if (!WebhookUrl::isAllowed($rest->url)) {
			throw new DeliveryFailed('LOCAL_ADDRESS', 0, null, true);
		}
		$key = $this->secrets->of(self::keyOf($connection->id))[0] ?? '';
		$headers += ['Accept' => 'application/json'] + ($key === '' ? [] : ['Authorization' => "Bearer $key"]) + ($body === '' ? [] : ['Content-Type' => 'application/json; charset=utf-8']);
		$answer = $this->http->ask($method, $rest->url . $path, $headers, $body);
		return new RestAnswer($answer->status, json_decode($answer->body, true, self::DEPTH), $answer->retryAfter);
	}
}
