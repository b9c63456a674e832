<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Caldav;

use Sprechstunde\Core\Addresses;

/** A request to the website's `/caldav/`, as it goes on to Nextcloud. */
final readonly class ProxyRequest {
	private const METHODS = ['GET', 'HEAD', 'OPTIONS', 'PROPFIND', 'PROPPATCH', 'REPORT', 'PUT', 'DELETE', 'MOVE', 'COPY', 'MKCALENDAR', 'MKCOL', 'POST'];
	/** of this connection only (RFC 9110 §7.6.1), or not for the other side: cookies are WordPress's, the way here is told anew */
	private const OWN = '/^(?:HOST|CONNECTION|KEEP_ALIVE|TE|TRAILER|TRANSFER_ENCODING|UPGRADE|EXPECT|ACCEPT_ENCODING|CONTENT_LENGTH|CONTENT_TYPE|COOKIE|AUTHORIZATION|FORWARDED|VIA|X_REAL_IP|PROXY.*|X_FORWARDED_.*)$/';

	/**
	 * @param string $prefix path of `/caldav` on this website
	 * @param ?string $path below Nextcloud's DAV root, as the client escaped it; null: the root is asked for by another address
	 * @param array<string, string> $headers
	 * @param int $refused status with which it is refused here; 0: it is not
	 */
	private function __construct(
		public string $method,
		public string $prefix,
		public ?string $path,
		public array $headers,
		public int $refused,
	) {
	}

	/**
	 * @param array<array-key, mixed> $server as in $_SERVER
	 * @param string $home path of this website, with slashes at both ends
	 * @param string $client address of who asks
	 * @return ?self null where it is none of ours
	 */
	public static function of(#[\SensitiveParameter] array $server, string $home, string $client): ?self {
		$text = static fn (string $name): string => is_string($server[$name] ?? null) ? $server[$name] : '';
		$uri = $text('REQUEST_URI');
		if (!str_contains($uri, 'caldav')) {
			return null;
		}
		['prefix' => $constant, 'header' => $header] = Addresses::table();
		$prefix = rtrim($home, '/') . $constant;
		$parts = explode('?', $uri, 2);
		$method = strtoupper($text('REQUEST_METHOD'));
		if (rtrim($parts[0], '/') === "/.well-known$constant" || $parts[0] === $prefix) {
			return new self($method, $prefix, null, [], 0);
		}
		if (!str_starts_with($parts[0], "$prefix/")) {
			return null;
		}
		$path = substr($parts[0], strlen($prefix) + 1);
		$headers = [];
		foreach ($server as $name => $value) {
			if (is_string($name) && is_string($value) && str_starts_with($name, 'HTTP_') && preg_match(self::OWN, substr($name, 5)) !== 1) {
				$headers[strtr(ucwords(strtolower(strtr(substr($name, 5), '_', ' '))), ' ', '-')] = $value;
			}
		}
		$headers += array_filter(['Content-Type' => $text('CONTENT_TYPE') ?: $text('HTTP_CONTENT_TYPE'), 'Authorization' => self::authorization($text), $header => $prefix, 'X-Forwarded-For' => $client], static fn (string $value): bool => $value !== '');
		$refused = match (true) {
			!in_array($method, self::METHODS, true) => 405,
			!self::isPlain($path) => 400,
			default => 0,
		};
		return new self($method, $prefix, $path . (isset($parts[1]) ? "?$parts[1]" : ''), $headers, $refused);
	}

	/** Nobody leaves the DAV root by dots, and no header is added by a line break. */
	private static function isPlain(string $path): bool {
		$decoded = rawurldecode($path);
		return preg_match('/[\x00-\x20\x7F]/', $path) !== 1 && preg_match('/[\x00-\x1F\x7F\\\\]/', $decoded) !== 1
			&& array_intersect(['.', '..'], explode('/', $decoded)) === [];
	}

	/** @param \Closure(string): string $text */
	private static function authorization(\Closure $text): string {
		$header = $text('HTTP_AUTHORIZATION') ?: $text('REDIRECT_HTTP_AUTHORIZATION');
		$user = $text('PHP_AUTH_USER');
		return $header !== '' || $user === '' ? $header : 'Basic ' . base64_encode("$user:" . $text('PHP_AUTH_PW'));
	}

	/** Keeps credentials out of dumps and traces. @return array<string, ?string> */
	public function __debugInfo(): array {
		return ['method' => $this->method, 'path' => $this->path === null ? null : explode('?', $this->path)[0]];
	}
}
