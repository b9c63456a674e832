<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Delivery\DeliveryFailed;
use OCA\Sprechstunde\Delivery\HttpDelivery;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\Http\Client\IClient;
use OCP\Http\Client\IClientService;
use OCP\Http\Client\IResponse;
use OCP\Http\Client\LocalServerException;
use OCP\IConfig;
use PHPUnit\Framework\TestCase;

final class HttpDeliveryTest extends TestCase {
	/** @var array<string, mixed> what was asked of the client */
	private array $options = [];

	protected function setUp(): void {
		if (!interface_exists(IClientService::class)) {
			self::markTestSkipped('No Nextcloud is at hand.');
		}
	}

	/** @return iterable<string, array{string, string}> */
	public static function errors(): iterable {
		yield 'a certificate that nobody trusts' => ['cURL error 60: SSL certificate problem: self-signed certificate', 'TLS_FAILED'];
		yield 'no answer in time' => ['cURL error 28: Operation timed out after 10001 milliseconds', 'TIMED_OUT'];
		yield 'no such name' => ['cURL error 6: Could not resolve host: nirgends.example', 'NAME_UNKNOWN'];
		yield 'nobody listens' => ['cURL error 7: Failed to connect to 192.168.1.5 port 80', 'UNREACHABLE'];
		yield 'the connection breaks' => ['cURL error 52: Empty reply from server', 'UNREACHABLE'];
	}

	#[\PHPUnit\Framework\Attributes\DataProvider('errors')]
	public function testWhyThereWasNoAnswer(string $message, string $reason): void {
		self::assertSame([$reason, 0, false], $this->failure(new \Exception($message)));
	}

	public function testAnAddressOfTheOwnNetworkIsNotAsked(): void {
		self::assertSame(['LOCAL_ADDRESS', 0, false], $this->failure(new LocalServerException('Host "192.168.1.5" violates local access rules')));
		self::assertSame(['NAME_UNKNOWN', 0, false], $this->failure(new LocalServerException('No DNS record found for nirgends.example')));
	}

	public function testAnythingButASuccessIsAFailure(): void {
		foreach ([301 => 'REDIRECTED', 304 => 'REDIRECTED', 400 => 'REFUSED', 404 => 'REFUSED', 500 => 'REFUSED'] as $status => $reason) {
			self::assertSame([$reason, $status, false], $this->failure([$status, '', '']));
		}
		self::assertSame(['GONE', 410, true], $this->failure([410, '', '']));
	}

	public function testOnlyWhoIsBusyMayAskToBeLeftAlone(): void {
		foreach ([429 => 700, 503 => 700, 500 => null] as $status => $seconds) {
			try {
				$this->http([$status, '', '700'])->send('POST', 'https://empfang.example/', [], '');
				self::fail('it is a failure');
			} catch (DeliveryFailed $failure) {
				self::assertSame($seconds, $failure->retryAfter, (string)$status);
			}
		}
	}

	public function testASuccessIsAnsweredInPart(): void {
		$answer = $this->http([202, str_repeat('x', 70_000), ''])->send('POST', 'https://empfang.example/', ['X-A' => 'b'], '{}');
		self::assertSame([202, 65536, null], [$answer->status, strlen($answer->body), $answer->retryAfter]);
		self::assertSame([10, 10, false, false], [$this->options['timeout'], $this->options['connect_timeout'], $this->options['allow_redirects'], $this->options['http_errors']]);
		self::assertSame(['User-Agent' => 'Sprechstunde', 'X-A' => 'b'], $this->options['headers']);
		self::assertArrayNotHasKey('nextcloud', $this->options, 'what is local is for the administrator to allow');
	}

	/**
	 * @param \Exception|array{int, string, string} $outcome
	 * @return array{string, int, bool} reason, status, whether it is final
	 */
	private function failure(\Exception|array $outcome): array {
		try {
			$this->http($outcome)->send('POST', 'https://empfang.example/', [], '');
			self::fail('it is a failure');
		} catch (DeliveryFailed $failure) {
			return [$failure->reason, $failure->status, $failure->isFinal];
		}
	}

	/** @param \Exception|array{int, string, string} $outcome status, body, Retry-After */
	private function http(\Exception|array $outcome): HttpDelivery {
		$client = $this->createStub(IClient::class);
		$client->method('request')->willReturnCallback(function (string $method, string $url, array $options) use ($outcome): IResponse {
			$this->options = $options;
			if ($outcome instanceof \Exception) {
				throw $outcome;
			}
			$response = $this->createStub(IResponse::class);
			$response->method('getStatusCode')->willReturn($outcome[0]);
			$response->method('getBody')->willReturn($outcome[1]);
			$response->method('getHeader')->willReturn($outcome[2]);
			return $response;
		});
		$clients = $this->createStub(IClientService::class);
		$clients->method('newClient')->willReturn($client);
		$config = $this->createStub(IConfig::class);
		$config->method('getSystemValueInt')->willReturnArgument(1);
		return new HttpDelivery($clients, $this->createStub(ITimeFactory::class), $config);
	}
}
