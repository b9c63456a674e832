<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\WordPress\Caldav\ProxyRequest;

final class ProxyRequestTest extends TestCase {
	#[DataProvider('paths')]
	public function testWhichRequestsAreOurs(string $uri, string $home, ?string $path, int $refused = 0, string $method = 'PROPFIND'): void {
		$request = ProxyRequest::of(['REQUEST_URI' => $uri, 'REQUEST_METHOD' => $method], $home, '192.0.2.1');
		self::assertNotNull($request);
		self::assertSame([$path, $refused], [$request->path, $request->refused]);
	}

	/** @return iterable<string, array{0: string, 1: string, 2: ?string, 3?: int, 4?: string}> */
	public static function paths(): iterable {
		yield 'the root' => ['/caldav/', '/', ''];
		yield 'a calendar, its query and its escapes' => ['/caldav/calendars/praxis/a%20b.ics?export', '/', 'calendars/praxis/a%20b.ics?export'];
		yield 'a website in a folder' => ['/wp/caldav/calendars/', '/wp/', 'calendars/'];
		yield 'well-known' => ['/.well-known/caldav', '/', null];
		yield 'without a slash' => ['/caldav', '/', null];
		yield 'dots' => ['/caldav/../index.php', '/', '../index.php', 400];
		yield 'escaped dots' => ['/caldav/%2e%2E/index.php', '/', '%2e%2E/index.php', 400];
		yield 'escaped slashes' => ['/caldav/x/..%2f..%2findex.php', '/', 'x/..%2f..%2findex.php', 400];
		yield 'backslashes' => ['/caldav/..%5c..%5cindex.php', '/', '..%5c..%5cindex.php', 400];
		yield 'a line break' => ['/caldav/x%0d%0aHost:y', '/', 'x%0d%0aHost:y', 400];
		yield 'dots in a name' => ['/caldav/a..b.ics', '/', 'a..b.ics'];
		yield 'a method that is none of CalDAV' => ['/caldav/', '/', '', 405, 'TRACE'];
	}

	public function testOthersAreNot(): void {
		foreach (['/', '/termin/?x=/caldav/', '/caldavx', '/wp/caldav/', '/sitemap-caldav.xml'] as $uri) {
			self::assertNull(ProxyRequest::of(['REQUEST_URI' => $uri, 'REQUEST_METHOD' => 'GET'], '/', '192.0.2.1'), $uri);
		}
	}

	public function testWhatGoesAlong(): void {
		$request = ProxyRequest::of([
			'REQUEST_URI' => '/caldav/', 'REQUEST_METHOD' => 'put', 'CONTENT_TYPE' => 'text/calendar', 'CONTENT_LENGTH' => '3',
			'HTTP_IF_NONE_MATCH' => '*', 'HTTP_DEPTH' => '1', 'HTTP_DESTINATION' => 'https://praxis.example/caldav/x', 'HTTP_AUTHORIZATION' => 'Basic abc',
			'HTTP_COOKIE' => 'wordpress=1', 'HTTP_HOST' => 'praxis.example', 'HTTP_X_FORWARDED_HOST' => 'evil.example', 'HTTP_X_FORWARDED_PREFIX' => '/evil', 'HTTP_X_FORWARDED_FOR' => '10.0.0.1',
			'HTTP_CONNECTION' => 'close', 'HTTP_EXPECT' => '100-continue', 'HTTP_ACCEPT_ENCODING' => 'gzip', 'HTTP_PROXY' => 'x',
		], '/', '192.0.2.1');
		self::assertSame('PUT', $request?->method);
		self::assertEquals([
			'If-None-Match' => '*', 'Depth' => '1', 'Destination' => 'https://praxis.example/caldav/x', 'Content-Type' => 'text/calendar',
			'Authorization' => 'Basic abc', 'X-Forwarded-Prefix' => '/caldav', 'X-Forwarded-For' => '192.0.2.1',
		], $request->headers);
		self::assertStringNotContainsString('abc', print_r($request, true));
	}

	public function testCredentialsThatPhpHasTakenApartOrRenamed(): void {
		$of = static fn (array $server): ?string => ProxyRequest::of(['REQUEST_URI' => '/caldav/', 'REQUEST_METHOD' => 'GET'] + $server, '/', '')?->headers['Authorization'] ?? null;
		self::assertSame('Basic ' . base64_encode('pvs:geheim'), $of(['PHP_AUTH_USER' => 'pvs', 'PHP_AUTH_PW' => 'geheim']));
		self::assertSame('Bearer x', $of(['REDIRECT_HTTP_AUTHORIZATION' => 'Bearer x']));
		self::assertNull($of([]));
	}
}
