<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// The PHP core with the Sabre\VObject of a real Nextcloud where one is at hand, else with the one from Packagist.
require __DIR__ . '/vendor/autoload.php';
require __DIR__ . '/../shared/php/autoload.php';
require __DIR__ . '/../shared/php/tests/Samples.php';

spl_autoload_register(static function (string $class): void {
	$file = str_starts_with($class, 'OCA\\Sprechstunde\\') ? __DIR__ . '/../nextcloud-app/lib/' . str_replace('\\', '/', substr($class, 17)) . '.php' : '';
	if (is_file($file)) {
		require $file;
	}
});

$cache = (getenv('XDG_CACHE_HOME') ?: getenv('HOME') . '/.cache') . '/sprechstunde';
$roots = array_filter([getenv('NEXTCLOUD_ROOT') ?: '', ...(glob("$cache/nextcloud-*", GLOB_ONLYDIR) ?: [])],
	static fn (string $root): bool => is_dir("$root/3rdparty/sabre/vobject/lib"));
$root = reset($roots);
if ($root !== false) {
	spl_autoload_register(static function (string $class) use ($root): void {
		if (preg_match('/^Sabre\\\\(VObject|Xml|Uri)\\\\(.+)$/', $class, $match) === 1) {
			$file = "$root/3rdparty/sabre/" . strtolower($match[1]) . '/lib/' . str_replace('\\', '/', $match[2]) . '.php';
			if (is_file($file)) {
				require $file;
			}
		}
	}, prepend: true);
	// of Nextcloud what the app's classes are declared with: tests put their own in its place
	spl_autoload_register(static function (string $class) use ($root): void {
		$file = match (true) {
			str_starts_with($class, 'OCP\\') => "$root/lib/public/" . str_replace('\\', '/', substr($class, 4)) . '.php',
			str_starts_with($class, 'OCA\\DAV\\') => "$root/apps/dav/lib/" . str_replace('\\', '/', substr($class, 8)) . '.php',
			preg_match('/^Sabre\\\\((?:Cal)?DAV\\\\.+)$/', $class, $match) === 1 => "$root/3rdparty/sabre/dav/lib/" . str_replace('\\', '/', $match[1]) . '.php',
			preg_match('/^Psr\\\\Http\\\\(Client|Message)\\\\(.+)$/', $class, $match) === 1 => "$root/3rdparty/psr/http-" . strtolower($match[1]) . '/src/' . str_replace('\\', '/', $match[2]) . '.php',
			preg_match('/^Psr\\\\(Log|Container|Clock)\\\\(.+)$/', $class, $match) === 1 => "$root/3rdparty/psr/" . strtolower($match[1]) . '/src/' . str_replace('\\', '/', $match[2]) . '.php',
			str_starts_with($class, 'Doctrine\\DBAL\\') => "$root/3rdparty/doctrine/dbal/src/" . str_replace('\\', '/', substr($class, 14)) . '.php',
			default => '',
		};
		if (is_file($file)) {
			require $file;
		}
	});
}
fwrite(STDERR, 'sabre/vobject ' . Sabre\VObject\Version::VERSION . ($root === false ? ' (Packagist)' : ' (' . basename($root) . ')') . "\n");
