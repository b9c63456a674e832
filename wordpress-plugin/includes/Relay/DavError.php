<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Relay;

use Sprechstunde\Core\IssuesException;

/** Reads the issues in a DAV error body (RFC 4918 §14.5, our elements in `urn:sprechstunde`). */
final class DavError {
	private const NAMESPACE = 'urn:sprechstunde';

	/** @return ?IssuesException null where the body names no issue that we know */
	public static function read(string $body): ?IssuesException {
		$document = new \DOMDocument();
		$before = libxml_use_internal_errors(true);
		$read = $body !== '' && !str_contains($body, '<!DOCTYPE') && $document->loadXML($body, LIBXML_NONET);
		libxml_clear_errors();
		libxml_use_internal_errors($before);
		if (!$read) {
			return null;
		}
		$issues = [];
		foreach ($document->getElementsByTagNameNS(self::NAMESPACE, 'issue') as $element) {
			$issue = OcsClient::known($element->getAttribute('code'), $element->getAttribute('path') ?: null, self::params($element));
			if ($issue !== null) {
				$issues[] = $issue;
			}
		}
		$alternatives = [];
		foreach ($document->getElementsByTagNameNS(self::NAMESPACE, 'alternative') as $element) {
			$alternatives[] = [
				'calendar' => $element->getAttribute('calendar'),
				'start' => $element->getAttribute('start'),
				'end' => $element->getAttribute('end'),
			];
		}
		return $issues === [] ? null : new IssuesException($issues, $alternatives);
	}

	/** @return array<string, string> */
	private static function params(\DOMElement $issue): array {
		$params = [];
		foreach ($issue->getElementsByTagNameNS(self::NAMESPACE, 'param') as $param) {
			$params[$param->getAttribute('name')] = trim($param->textContent);
		}
		return $params;
	}
}
