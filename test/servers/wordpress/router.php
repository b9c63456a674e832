<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/* Routes PHP's own web server as WordPress's .htaccess routes Apache. */
$path = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) ?: '/');
$file = $_SERVER['DOCUMENT_ROOT'] . $path;
if (str_contains($path, '/.') && !str_starts_with($path, '/.well-known/')) {
	http_response_code(404);
	return true;
}
if ($path !== '/' && is_dir($file) && is_file("$file/index.php")) {
	if (!str_ends_with($path, '/')) {
		header("Location: $path/", true, 301);
		return true;
	}
	return false;
}
if ($path !== '/' && is_file($file)) {
	return false;
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
$_SERVER['SCRIPT_FILENAME'] = $_SERVER['DOCUMENT_ROOT'] . '/index.php';
require $_SERVER['SCRIPT_FILENAME'];
