<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Booking;

use Sprechstunde\Core\BookingRequest;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** Reads the body of a booking request. */
final class RequestReader {
	/** What doesn't change what is asked for. */
	private const NOT_CONTENT = ['idempotencyKey', 'hold', 'language', 'website'];

	/**
	 * @return array<mixed>
	 * @throws IssuesException REQUEST_TOO_LARGE, CONTENT_TYPE_UNSUPPORTED, REQUEST_MALFORMED
	 */
	public static function decode(string $body, string $contentType): array {
		$limit = Contract::load()->limits()['requestBytes'];
		if (strlen($body) > $limit) {
			throw new IssuesException([new Issue('REQUEST_TOO_LARGE')]);
		}
		if (strtolower(trim(explode(';', $contentType, 2)[0])) !== 'application/json') {
			throw new IssuesException([new Issue('JSON_EXPECTED')]);
		}
		$data = json_decode($body, true, 8);
		if (!is_array($data) || ($data !== [] && array_is_list($data))) {
			throw new IssuesException([new Issue('REQUEST_MALFORMED')]);
		}
		return $data;
	}

	/**
	 * @param array<mixed> $data
	 * @return array<string, mixed>
	 * @throws IssuesException FIELD_…, CONSENT_REQUIRED
	 */
	public static function validated(array $data): array {
		$issues = BookingRequest::schemaIssues($data);
		if ($issues !== []) {
			throw new IssuesException($issues);
		}
		/** @var array<string, mixed> $data */
		return $data;
	}

	/**
	 * The same text for the same wish, whatever the order of its members.
	 *
	 * @param array<string, mixed> $request
	 */
	public static function canonical(array $request): string {
		$content = array_diff_key($request, array_flip(self::NOT_CONTENT));
		ksort($content);
		foreach (['consent', 'earlier'] as $name) {
			if (is_array($content[$name] ?? null)) {
				ksort($content[$name]);
			}
		}
		return json_encode($content, JSON_THROW_ON_ERROR);
	}

	/** de or en: what the request says, else the first of Accept-Language that we have, else German. */
	public static function language(mixed $wanted, string $acceptLanguage): string {
		if ($wanted === 'de' || $wanted === 'en') {
			return $wanted;
		}
		return preg_match('/(?:^|[,\s])(de|en)\b/i', $acceptLanguage, $match) === 1 ? strtolower($match[1]) : 'de';
	}
}
