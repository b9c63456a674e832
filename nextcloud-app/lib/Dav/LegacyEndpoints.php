<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCP\IRequest;

/** The endpoints `remote.php/caldav` and `remote.php/calendar` build a server of their own that our plugin never hears of: they lead to `remote.php/dav`. */
final class LegacyEndpoints {
	/** The address that answers instead; null where the request is none of theirs. */
	public static function target(string $scriptName, string $requestUri): ?string {
		$at = strrpos($scriptName, '/remote.php');
		if ($at === false) {
			return null;
		}
		$start = substr($scriptName, 0, $at) . '/remote.php/';
		if (preg_match('~^' . preg_quote($start, '~') . '(?:caldav|calendar)(/[^?]*)?(\?.*)?$~D', $requestUri, $match) !== 1) {
			return null;
		}
		return $start . 'dav' . ($match[1] ?? '' ?: '/') . ($match[2] ?? '');
	}

	/** 308 keeps method and body (RFC 9110 §15.4.9). */
	public static function redirect(IRequest $request): void {
		$target = PHP_SAPI === 'cli' ? null : self::target($request->getScriptName(), $request->getRequestUri());
		if ($target !== null) {
			header('Location: ' . $target, true, 308);
			exit;
		}
	}
}
