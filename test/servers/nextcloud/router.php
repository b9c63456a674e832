<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Routes PHP's own web server as Nextcloud's .htaccess routes Apache: entry scripts with path info, static files of
 * the public folders, everything else through index.php.
 */
$measures = getenv('SPRECHSTUNDE_MEASURE');
if (is_string($measures) && $measures !== '') {
	// what each request costs, for the fuzz run; a worker's peak counts anew
	memory_reset_peak_usage();
	$micros = static function (): int {
		$usage = getrusage() ?: [];
		return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1_000_000 + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
	};
	$began = $micros();
	register_shutdown_function(static fn () => file_put_contents($measures,
		"{$_SERVER['REQUEST_METHOD']} " . ($micros() - $began) . ' ' . memory_get_peak_usage() . " {$_SERVER['REQUEST_URI']}\n", FILE_APPEND | LOCK_EX));
}
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');

if (preg_match('~^/\.well-known/(?:caldav|carddav)/?$~', $path) === 1) {
	header('Location: /remote.php/dav/', true, 308);
	return true;
}
if (preg_match('~^/(?:core|apps|dist|themes|resources|robots\.txt)(?:/|$)~', $path) === 1
	&& preg_match('~\.(?:php|json)$~', $path) !== 1
	&& !str_contains($path, '/..')
	&& is_file($root . $path)) {
	if (str_ends_with($path, '.mjs')) {
		header('Content-Type: text/javascript; charset=utf-8');
		readfile($root . $path);
		return true;
	}
	return false;
}
$script = '/index.php';
$info = $path;
if (preg_match('~^(/(?:index|remote|public|status|cron|ocs/v1|ocs/v2|ocs-provider/index)\.php)(/.*)?$~', $path, $match) === 1) {
	$script = $match[1];
	$info = $match[2] ?? '';
}
$_SERVER['SCRIPT_NAME'] = $script;
$_SERVER['PHP_SELF'] = $script . $info;
$_SERVER['SCRIPT_FILENAME'] = $root . $script;
$_SERVER['PATH_INFO'] = $info;
chdir(dirname($root . $script));
require $root . $script;
