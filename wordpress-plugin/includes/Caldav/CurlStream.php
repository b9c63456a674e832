<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Caldav;

/** Sends a request on and hands the answer through as it comes. WordPress's HTTP API would read it as a whole first. */
final class CurlStream {
	/** of this connection only, of this server, or Nextcloud's cookies, which are not the website's */
	private const OWN = '/^(?:connection|keep-alive|transfer-encoding|upgrade|trailer|proxy-[^:]*|date|server|x-powered-by|host|set-cookie)\s*:/i';

	private int $status = 0;
	/** @var list<string> */
	private array $lines = [];
	private bool $isBegun = false;

	public static function isPossible(): bool {
		return function_exists('curl_init');
	}

	/**
	 * @param string $nextcloud address without a slash at its end
	 * @return int 0: all has been sent; else the status to answer with, and nothing has been sent
	 */
	public function send(ProxyRequest $request, string $nextcloud, #[\SensitiveParameter] string $body): int {
		$curl = curl_init();
		curl_setopt_array($curl, [
			CURLOPT_URL => "$nextcloud/remote.php/dav/$request->path",
			CURLOPT_CUSTOMREQUEST => $request->method ?: 'GET',
			CURLOPT_NOBODY => $request->method === 'HEAD',
			CURLOPT_HTTPHEADER => [
				...array_map(static fn (string $name, string $value): string => "$name: $value", array_keys($request->headers), array_values($request->headers)),
				// curl adds its own where the client sent none
				...array_values(array_map(static fn (string $name): string => "$name:", array_diff(['Expect', 'Content-Type', 'Accept'], array_keys($request->headers)))),
			],
			CURLOPT_PROTOCOLS => CURLPROTO_HTTP | CURLPROTO_HTTPS,
			CURLOPT_HTTP_VERSION => CURL_HTTP_VERSION_1_1,
			CURLOPT_FOLLOWLOCATION => false,
			CURLOPT_PATH_AS_IS => true,
			CURLOPT_CONNECTTIMEOUT => 10,
			CURLOPT_TIMEOUT => 120,
			CURLOPT_SSL_VERIFYPEER => true,
			CURLOPT_SSL_VERIFYHOST => 2,
			CURLOPT_CAINFO => ABSPATH . 'wp-includes/certificates/ca-bundle.crt',
			CURLOPT_HEADERFUNCTION => fn ($curl, string $line): int => $this->header($line, $request, $nextcloud),
			CURLOPT_WRITEFUNCTION => function ($curl, string $part): int {
				echo $part;
				flush();
				return connection_aborted() === 1 ? 0 : strlen($part);
			},
		] + ($body !== '' || $request->method === 'PUT' ? [CURLOPT_POSTFIELDS => $body] : []));
		curl_exec($curl);
		$error = curl_errno($curl);
		curl_close($curl);
		return $this->isBegun ? 0 : ($error === CURLE_OPERATION_TIMEDOUT ? 504 : 502);
	}

	private function header(string $line, ProxyRequest $request, string $nextcloud): int {
		$text = rtrim($line, "\r\n");
		if (preg_match('~^HTTP/[\d.]+ (\d{3})~', $text, $match) === 1) {
			$this->status = (int)$match[1];
			$this->lines = [];
		} elseif ($text !== '') {
			$this->lines[] = $text;
		} elseif ($this->status >= 200) {
			$this->begin($request, $nextcloud);
		}
		return strlen($line);
	}

	private function begin(ProxyRequest $request, string $nextcloud): void {
		$this->isBegun = true;
		header_remove();
		http_response_code($this->status);
		foreach ($this->lines as $line) {
			if (preg_match(self::OWN, $line) !== 1) {
				$moved = preg_replace('~^(location:\s*)' . preg_quote("$nextcloud/remote.php/dav/", '~') . '~i', "$1$request->prefix/", $line);
				header((string)$moved, false);
			}
		}
	}
}
