<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/** Classes of this plugin: `Sprechstunde\WordPress\A\B` stands in `includes/A/B.php`. */
spl_autoload_register(static function (string $class): void {
	$prefix = 'Sprechstunde\\WordPress\\';
	if (!str_starts_with($class, $prefix)) {
		return;
	}
	$file = __DIR__ . '/' . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
	if (is_file($file)) {
		require $file;
	}
});
