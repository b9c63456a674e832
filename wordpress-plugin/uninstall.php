<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/** Removes what the plugin stored on this site; the appointments themselves are in Nextcloud and stay there. */

if (!defined('WP_UNINSTALL_PLUGIN')) {
	exit;
}

require_once __DIR__ . '/includes/autoload.php';

Sprechstunde\WordPress\Storage\Tables::drop();
Sprechstunde\WordPress\Settings\Settings::delete();
