<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// PSR-4 without Composer: this package is copied into the app and the plugin as it stands. Asked first: behind the loaders
// of all the other apps, each class would be looked for in every one of them.
spl_autoload_register(static function (string $class): void {
	$prefix = 'Sprechstunde\\Core\\';
	if (str_starts_with($class, $prefix)) {
		$file = __DIR__ . '/src/' . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
		if (is_file($file)) {
			require $file;
		}
	}
}, true, true);
