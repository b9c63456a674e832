<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\WordPress\Tests;

use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Security\ClientAddress;
use Sprechstunde\WordPress\Security\CredentialStore;
use Sprechstunde\WordPress\Security\IdempotencyStore;
use Sprechstunde\WordPress\Security\RateLimiter;
use Sprechstunde\WordPress\Settings\Settings;
use Sprechstunde\WordPress\Storage\DatabaseCounter;

final class SecurityTest extends TestCase {
	protected function setUp(): void {
		$GLOBALS['options'] = [];
		$GLOBALS['filters'] = [];
	}

	public function testThePasswordIsSealedAndOpensOnlyUnderTheSameSalts(): void {
		$store = new CredentialStore(Samples::keys());
		$sealed = $store->seal('geheim-12345');
		self::assertStringNotContainsString('geheim', (string)base64_decode($sealed, true));
		self::assertNotSame($sealed, $store->seal('geheim-12345'));
		self::assertSame('geheim-12345', $store->open($sealed));
		self::assertNull((new CredentialStore(Samples::keys('other salts')))->open($sealed));
		self::assertNull($store->open(substr($sealed, 0, -4) . 'AAAA'));
		self::assertNull($store->open('not base64!'));
	}

	public function testAnEmptyPasswordKeepsTheStoredOne(): void {
		$settings = new Settings(new CredentialStore(Samples::keys()));
		$settings->save('https://cloud.example/', 'website', 'first', '0123');
		$settings->save('https://cloud.example', 'website', '', '0456');
		self::assertSame('Basic ' . base64_encode('website:first'), $settings->connection()?->authorization());
		self::assertSame('https://cloud.example', $settings->address());
		self::assertStringNotContainsString('first', (string)json_encode($GLOBALS['options']));
		self::assertStringNotContainsString('first', print_r($settings->connection()?->__debugInfo(), true));
	}

	public function testCredentialsTravelEncryptedOrNotAtAll(): void {
		self::assertTrue(Settings::isAddress('https://cloud.example/nextcloud'));
		self::assertTrue(Settings::isAddress('http://127.0.0.1:8080'));
		foreach (['http://cloud.example', 'cloud.example', 'ftp://cloud.example', 'https://user:pw@cloud.example', 'https://cloud.example/?a=b', 'javascript:alert(1)', ''] as $address) {
			self::assertFalse(Settings::isAddress($address), $address);
		}
	}

	public function testTheLimitHoldsForOneClientAndAnotherIsServed(): void {
		$GLOBALS['filters']['sprechstunde_limit_bookings_per_client'] = static fn (): int => 2;
		$limiter = new RateLimiter(new DatabaseCounter(new \wpdb()), Samples::keys());
		$limiter->check('bookings', '192.0.2.1', Samples::NOW);
		$limiter->check('bookings', '192.0.2.1', Samples::NOW);
		$limiter->check('bookings', '192.0.2.2', Samples::NOW);
		try {
			$limiter->check('bookings', '192.0.2.1', Samples::NOW + 10);
			self::fail('a third request passed');
		} catch (IssuesException $refusal) {
			self::assertSame(429, $refusal->status());
			self::assertSame(RateLimiter::WINDOW - 10 - Samples::NOW % RateLimiter::WINDOW, $refusal->issues[0]->params['seconds']);
		}
		$limiter->check('bookings', '192.0.2.1', Samples::NOW + RateLimiter::WINDOW);
	}

	public function testTheLimitForEverybodyHoldsWhoeverAsks(): void {
		$GLOBALS['filters']['sprechstunde_limit_bookings'] = static fn (): int => 3;
		$limiter = new RateLimiter(new DatabaseCounter(new \wpdb()), Samples::keys());
		$this->expectException(IssuesException::class);
		for ($i = 1; $i <= 4; $i++) {
			$limiter->check('bookings', "192.0.2.$i", Samples::NOW);
		}
	}

	public function testAClientIsKnownForADayAndByItsNetwork(): void {
		$keys = Samples::keys();
		$one = ClientAddress::fingerprint('2001:db8:1:2::1', $keys, Samples::NOW);
		self::assertSame($one, ClientAddress::fingerprint('2001:db8:1:2:ffff::9', $keys, Samples::NOW));
		self::assertNotSame($one, ClientAddress::fingerprint('2001:db8:1:3::1', $keys, Samples::NOW));
		self::assertNotSame($one, ClientAddress::fingerprint('2001:db8:1:2::1', $keys, Samples::NOW + 86400));
	}

	public function testOfParallelTriesOneGoesOnAndADeadOneIsTakenOver(): void {
		$store = new IdempotencyStore(new \wpdb(), Samples::keys());
		$first = $store->begin('key-of-the-request', 'content', Samples::NOW);
		try {
			$store->begin('key-of-the-request', 'content', Samples::NOW + 1);
			self::fail('two tries at once');
		} catch (IssuesException $refusal) {
			self::assertSame('REQUEST_IN_PROGRESS', $refusal->issues[0]->code);
		}
		$second = $store->begin('key-of-the-request', 'content', Samples::NOW + 61);
		self::assertTrue($second->resumed);
		self::assertSame([$first->requestedAt, $first->randomBytes], [$second->requestedAt, $second->randomBytes]);
		self::assertSame(16, strlen($second->randomBytes));
	}
}
