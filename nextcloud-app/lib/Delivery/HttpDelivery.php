<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCP\AppFramework\Utility\ITimeFactory;
use OCP\Http\Client\IClientService;
use OCP\Http\Client\LocalServerException;
use OCP\IConfig;

/** One request to a target: ten seconds unless the administrator has set others, no redirect followed, no address that the administrator of this Nextcloud has closed; whatever is no success is a DeliveryFailed. */
final class HttpDelivery {
	/** An administrator's setting, and its default. */
	private const SETTING = 'sprechstunde.delivery_seconds';
	private const SECONDS = 10;
	/** Bytes of an answer that are kept. */
	private const MOST = 65536;

	public function __construct(
		private IClientService $clients,
		private ITimeFactory $time,
		private IConfig $config,
	) {
	}

	/**
	 * @param array<string, string> $headers
	 * @throws DeliveryFailed
	 */
	public function send(string $method, string $url, array $headers, string $body): HttpAnswer {
		$answer = $this->ask($method, $url, $headers, $body);
		if ($answer->status < 200 || $answer->status > 299) {
			throw new DeliveryFailed(
				$answer->status === 410 ? 'GONE' : ($answer->status >= 300 && $answer->status < 400 ? 'REDIRECTED' : 'REFUSED'),
				$answer->status, $answer->retryAfter, $answer->status === 410,
			);
		}
		return $answer;
	}

	/**
	 * Likewise, for whom an answer that is no success says something too.
	 *
	 * @param array<string, string> $headers
	 * @throws DeliveryFailed where there is no answer
	 */
	public function ask(string $method, string $url, array $headers, string $body): HttpAnswer {
		$seconds = $this->config->getSystemValueInt(self::SETTING, self::SECONDS);
		try {
			$response = $this->clients->newClient()->request($method, $url, [
				'headers' => ['User-Agent' => 'Sprechstunde'] + $headers,
				'body' => $body,
				'timeout' => $seconds,
				'connect_timeout' => $seconds,
				'allow_redirects' => false,
				'http_errors' => false,
			]);
			$status = $response->getStatusCode();
			$text = $this->read($response->getBody());
		} catch (LocalServerException $closed) {
			throw new DeliveryFailed(str_contains($closed->getMessage(), 'No DNS record') ? 'NAME_UNKNOWN' : 'LOCAL_ADDRESS');
		} catch (\Exception $error) {
			throw new DeliveryFailed(self::reason($error));
		}
		return new HttpAnswer($status, $text, in_array($status, [429, 503], true) ? Backoff::retryAfter($response->getHeader('Retry-After'), $this->time->getTime()) : null);
	}

	/** @param string|resource|null $body */
	private function read(mixed $body): string {
		return is_resource($body) ? (string)stream_get_contents($body, self::MOST) : substr((string)$body, 0, self::MOST);
	}

	private static function reason(\Exception $error): string {
		$text = $error->getMessage();
		return match (true) {
			preg_match('/cURL error (?:35|51|53|54|58|59|60|66|77|80|82|83|90|91)\b|SSL|certificate/i', $text) === 1 => 'TLS_FAILED',
			preg_match('/cURL error 28\b|timed? ?out/i', $text) === 1 => 'TIMED_OUT',
			preg_match('/cURL error 6\b|resolve|getaddrinfo/i', $text) === 1 => 'NAME_UNKNOWN',
			default => 'UNREACHABLE',
		};
	}
}
