<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Settings;

use Sprechstunde\Core\Issue;
use Sprechstunde\WordPress\Relay\ConnectionTest;
use Sprechstunde\WordPress\Relay\Transport;

/** Says in plain words whether the connection works. */
final class ConnectionReport {
	/** @return array{ok: bool, code: string, text: string} code is empty where all is well */
	public static function of(Settings $settings, Transport $transport, string $language): array {
		if (!Settings::isAddress($settings->address())) {
			return self::bad(new Issue('ADDRESS_INVALID'), $language);
		}
		if ($settings->passwordIsUnreadable()) {
			return self::bad(new Issue('CREDENTIALS_UNREADABLE'), $language);
		}
		$connection = $settings->connection();
		if ($connection === null) {
			return self::bad(new Issue('CREDENTIALS_REJECTED'), $language);
		}
		$result = (new ConnectionTest($connection, $transport))->run();
		if ($result['issue'] !== null) {
			return self::bad($result['issue'], $language);
		}
		$practice = $result['catalog']['practice'] ?? null;
		$calendars = $result['catalog']['calendars'] ?? null;
		return ['ok' => true, 'code' => '', 'text' => sprintf(
			/* translators: 1: name of the practice, 2: number of calendars */
			__('The connection works: %1$s, %2$d calendars.', 'sprechstunde'),
			is_array($practice) && is_string($practice['name'] ?? null) ? $practice['name'] : '',
			is_array($calendars) ? count($calendars) : 0,
		)];
	}

	/** @return array{ok: bool, code: string, text: string} */
	private static function bad(Issue $issue, string $language): array {
		return ['ok' => false, 'code' => $issue->code, 'text' => $issue->text($language)];
	}
}
