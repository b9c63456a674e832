<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// The PHP core with the Sabre\VObject of a real Nextcloud where one is at hand, else with the one from Packagist.
require __DIR__ . '/vendor/autoload.php';
require __DIR__ . '/../shared/php/autoload.php';
require __DIR__ . '/../shared/php/tests/Samples.php';

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
}
fwrite(STDERR, 'sabre/vobject ' . Sabre\VObject\Version::VERSION . ($root === false ? ' (Packagist)' : ' (' . basename($root) . ')') . "\n");
