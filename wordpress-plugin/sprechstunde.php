<?php

// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * Plugin Name:       Sprechstunde
 * Description:       Patients book appointments on the practice's website; the requests stand at once in the practice's own Nextcloud calendar.
 * Version:           0.1.0
 * Requires at least: 6.6
 * Requires PHP:      8.2
 * Author:            Sprechstunde contributors
 * License:           GPL-3.0-or-later
 * License URI:       https://www.gnu.org/licenses/gpl-3.0.html
 * Text Domain:       sprechstunde
 * Domain Path:       /languages
 *
 * @package Sprechstunde
 */

declare(strict_types=1);

namespace Sprechstunde\WordPress;

if (!defined('ABSPATH')) {
	exit;
}

require_once __DIR__ . '/vendor/sprechstunde/core/autoload.php';
require_once __DIR__ . '/includes/autoload.php';

Plugin::instance(__FILE__)->register();
