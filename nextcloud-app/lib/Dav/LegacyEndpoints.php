<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCP\IRequest;

/** The endpoints `remote.php/caldav` and `remote.php/calendar` build a server of their own that our plugin never hears of: they lead to `remote.php/dav`. */
final class LegacyEndpoints {
	/**
	 * The address that answers instead; null where the request is none of theirs.
	 *
	 * @param string $requestUri as the client sent it, escapes included: Nextcloud decodes them before it looks for the service, so we do too
	 */
	public static function target(string $scriptName, string $requestUri): ?string {
		$at = strrpos($scriptName, '/remote.php');
		if ($at === false || preg_match('~^(.*?/remote\.php)/([^/?]*)(/[^?]*)?(\?.*)?$~sD', $requestUri, $match) !== 1) {
			return null;
		}
		$isLegacy = in_array(strtolower(rawurldecode($match[2])), ['caldav', 'calendar'], true);
		return $isLegacy ? substr($scriptName, 0, $at) . '/remote.php/dav' . (($match[3] ?? '') ?: '/') . ($match[4] ?? '') : null;
	}

	/** 308 keeps method and body (RFC 9110 §15.4.9). */
	public static function redirect(IRequest $request): void {
		$isWeb = PHP_SAPI !== 'cli';
		$target = $isWeb ? self::target($request->getScriptName(), $request->getRequestUri()) : null;
		if ($target !== null) {
			header('Location: ' . $target, true, 308);
			exit;
		}
		// escapes in places we did not think of: Nextcloud's own reading of the path decides
		if ($isWeb && str_ends_with($request->getScriptName(), '/remote.php') && preg_match('~^/(caldav|calendar)(/|$)~D', (string)$request->getPathInfo()) === 1) {
			http_response_code(404);
			exit;
		}
	}
}
