<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Diagnostics;

use GuzzleHttp\Exception\ConnectException;
use GuzzleHttp\Exception\RequestException;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\Http\Client\IClientService;
use OCP\Http\Client\IResponse;

/** Asks an address as a calendar program would, without signing in; the answer has the shape of `ReachedAddress` in the core. */
final class AddressProbe {
	private const TIMEOUT = 8;
	private const REDIRECTS = 5;

	public function __construct(
		private IClientService $clients,
		private ITimeFactory $time,
	) {
	}

	/** @return array{address: string, failure: ?string, reason: string, status: ?int, redirects: list<string>, speaksCaldav: ?bool, certificateUntil: ?int, clockOffset: ?int} */
	public function reach(string $address): array {
		$found = ['address' => $address, 'failure' => null, 'reason' => '', 'status' => null, 'redirects' => [], 'speaksCaldav' => null, 'certificateUntil' => self::certificateUntil($address), 'clockOffset' => null];
		$url = $address;
		try {
			while (true) {
				$response = $this->ask($url);
				$found['status'] = $response->getStatusCode();
				$to = $found['status'] >= 300 && $found['status'] < 400 ? $response->getHeader('Location') : '';
				if ($to === '' || count($found['redirects']) >= self::REDIRECTS) {
					return [...$found, ...$this->read($response)];
				}
				$found['redirects'][] = $to;
				$next = str_starts_with($to, '/') ? self::origin($url) . $to : $to;
				// another host is not asked: programs that come this way lose their credentials
				if (self::origin($next) !== self::origin($address)) {
					return $found;
				}
				$url = $next;
			}
		} catch (\Throwable $error) {
			return [...$found, ...self::failure($error)];
		}
	}

	private function ask(string $url): IResponse {
		return $this->clients->newClient()->request('OPTIONS', $url, [
			'timeout' => self::TIMEOUT, 'connect_timeout' => self::TIMEOUT, 'http_errors' => false, 'allow_redirects' => false,
			// the practice's own website often stands in the same network
			'nextcloud' => ['allow_local_address' => true],
		]);
	}

	/** @return array{speaksCaldav: bool, clockOffset: ?int} */
	private function read(IResponse $response): array {
		$date = strtotime($response->getHeader('Date'));
		return [
			// who has to sign in first is not told what the server speaks
			'speaksCaldav' => $response->getStatusCode() === 401 ? preg_match('/basic|bearer/i', $response->getHeader('WWW-Authenticate')) === 1 : str_contains($response->getHeader('DAV'), 'calendar-access'),
			'clockOffset' => $date === false ? null : 1000 * ($date - $this->time->getTime()),
		];
	}

	/** @return array{failure: string, reason: string} */
	private static function failure(\Throwable $error): array {
		// curl's numbers: 6 no such host, 7 no connection, 28 no answer in time
		$context = $error instanceof ConnectException || $error instanceof RequestException ? $error->getHandlerContext() : [];
		return match ($context['errno'] ?? 0) {
			5, 6 => ['failure' => 'dns', 'reason' => ''],
			7 => ['failure' => 'port', 'reason' => ''],
			28 => ['failure' => 'timeout', 'reason' => ''],
			default => ['failure' => 'tls', 'reason' => mb_substr((string)preg_replace('/\s+/', ' ', (string)($context['error'] ?? $error->getMessage())), 0, 200)],
		};
	}

	/** Scheme, host and port. */
	private static function origin(string $url): string {
		return preg_match('/^https?:\/\/[^\/?#]+/i', $url, $match) === 1 ? strtolower($match[0]) : '';
	}

	/** Epoch seconds until which the certificate is valid; null: no TLS, or not to be had. */
	private static function certificateUntil(string $address): ?int {
		$parts = parse_url($address);
		if (!is_array($parts) || ($parts['scheme'] ?? '') !== 'https' || !isset($parts['host'])) {
			return null;
		}
		// whether it is trusted is for the request itself to say
		$context = stream_context_create(['ssl' => ['capture_peer_cert' => true, 'verify_peer' => false, 'verify_peer_name' => false, 'SNI_enabled' => true, 'peer_name' => $parts['host']]]);
		$stream = @stream_socket_client("ssl://{$parts['host']}:" . ($parts['port'] ?? 443), $code, $message, self::TIMEOUT, STREAM_CLIENT_CONNECT, $context);
		if ($stream === false) {
			return null;
		}
		$certificate = stream_context_get_params($stream)['options']['ssl']['peer_certificate'] ?? null;
		fclose($stream);
		$read = $certificate === null ? false : openssl_x509_parse($certificate);
		return $read === false ? null : (int)$read['validTo_time_t'];
	}
}
