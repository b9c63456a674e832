<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Webhooks;

/** Where webhooks may be sent: with https, or within the practice's own network. */
final class WebhookUrl {
	private const SHAPE = '~^(https?)://(\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.\-]*[a-z0-9])?)(?::([0-9]{1,5}))?(?:[/?][\x21\x22\x24-\x7e]*)?$~Di';
	/** loopback, and what RFC 1918 and RFC 4193 keep for private networks */
	private const PRIVATE = '~^(?:localhost|127(?:\.[0-9]{1,3}){3}|10(?:\.[0-9]{1,3}){3}|192\.168(?:\.[0-9]{1,3}){2}|172\.(?:1[6-9]|2[0-9]|3[01])(?:\.[0-9]{1,3}){2}|\[::1\]|\[f[cd][0-9a-f]{2}:[0-9a-f:]*\])$~Di';

	/** Neither a name with a password, nor a fragment; http to numbers of a private network and to localhost only. */
	public static function isAllowed(string $url): bool {
		if (preg_match(self::SHAPE, $url, $parts) !== 1 || (int)($parts[3] ?? '') > 65535) {
			return false;
		}
		return strtolower($parts[1]) === 'https' || preg_match(self::PRIVATE, $parts[2]) === 1;
	}
}
