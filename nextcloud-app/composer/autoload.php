<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

// Nextcloud takes this instead of its own rule for lib/. Asked first: behind the loaders of all the other apps, each class
// would be looked for in every one of them, which a CalDAV write would pay with milliseconds. One function for app and core,
// since it is asked for every class of Nextcloud too.
spl_autoload_register(static function (string $class): void {
	[$prefix, $folder] = match ($class[0]) {
		'O' => ['OCA\\Sprechstunde\\', '/../lib/'],
		'S' => ['Sprechstunde\\Core\\', '/../vendor/sprechstunde/core/src/'],
		default => ['', ''],
	};
	if ($prefix !== '' && str_starts_with($class, $prefix)) {
		$file = __DIR__ . $folder . str_replace('\\', '/', substr($class, strlen($prefix))) . '.php';
		if (is_file($file)) {
			require $file;
		}
	}
}, true, true);
