<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// The app is analysed where a Nextcloud is at hand: its classes are on no package registry.
$cache = (getenv('XDG_CACHE_HOME') ?: getenv('HOME') . '/.cache') . '/sprechstunde';
$roots = array_filter([getenv('NEXTCLOUD_ROOT') ?: '', ...(glob("$cache/nextcloud-*", GLOB_ONLYDIR) ?: [])],
	static fn (string $root): bool => is_dir("$root/lib/public"));
$root = reset($roots);

$present = static fn (array $paths): array => array_values(array_filter($paths, file_exists(...)));
return [
	'parameters' => [
		// an exception that Nextcloud's Sabre\VObject needs may be none with the one from Packagist
		'reportUnmatchedIgnoredErrors' => $root !== false,
		'paths' => $present([
			__DIR__ . '/../shared/php/src',
			__DIR__ . '/../shared/php/tests',
			__DIR__ . '/CasesTest.php',
			__DIR__ . '/phpAddressCases.php',
			__DIR__ . '/phpCaseFiles.php',
			__DIR__ . '/phpEventCheck.php',
			__DIR__ . '/phpConflictCases.php',
			__DIR__ . '/phpDiagnosticsCases.php',
			__DIR__ . '/phpHoldCases.php',
			__DIR__ . '/phpLogCases.php',
			__DIR__ . '/phpMailCases.php',
			__DIR__ . '/phpPvsCases.php',
			__DIR__ . '/phpWaitingCases.php',
			__DIR__ . '/phpWebhookCases.php',
			__DIR__ . '/phpWriteCases.php',
			__DIR__ . '/phpXconceptCases.php',
			__DIR__ . '/../wordpress-plugin/includes',
			...($root === false ? [] : [__DIR__ . '/../nextcloud-app/lib']),
		]),
		'scanDirectories' => $root === false ? [] : $present([
			"$root/lib/public",
			"$root/lib/private",
			"$root/apps/dav/lib",
			"$root/3rdparty/sabre",
			"$root/3rdparty/guzzlehttp/guzzle/src",
			"$root/3rdparty/psr",
			"$root/3rdparty/doctrine/dbal/src",
			"$root/3rdparty/symfony/console",
		]),
		'scanFiles' => $present([__DIR__ . '/vendor/php-stubs/wordpress-stubs/wordpress-stubs.php']),
	],
];
