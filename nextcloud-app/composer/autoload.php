<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

// Nextcloud takes this instead of its own rule for lib/. Asked first: behind the loaders of all the other apps, each class
// would be looked for in every one of them, which a CalDAV write would pay with milliseconds.
spl_autoload_register(static function (string $class): void {
	$prefix = 'OCA\\Sprechstunde\\';
	if (str_starts_with($class, $prefix)) {
		$file = __DIR__ . '/../lib/' . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
		if (is_file($file)) {
			require $file;
		}
	}
}, true, true);
require_once __DIR__ . '/../vendor/sprechstunde/core/autoload.php';
