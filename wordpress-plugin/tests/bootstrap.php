<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// The few functions of WordPress that the tested classes call; whatever needs more of it is tried on a real one.
require_once __DIR__ . '/../../test/vendor/autoload.php';
require_once __DIR__ . '/../../shared/php/autoload.php';
require_once __DIR__ . '/../includes/autoload.php';
require_once __DIR__ . '/Database.php';
require_once __DIR__ . '/FakeServer.php';
require_once __DIR__ . '/Samples.php';

defined('ARRAY_A') || define('ARRAY_A', 'ARRAY_A');
ini_set('error_log', '/dev/null');

/** @param mixed ...$rest */
function apply_filters(string $name, mixed $value, mixed ...$rest): mixed {
	return isset($GLOBALS['filters'][$name]) ? $GLOBALS['filters'][$name]($value, ...$rest) : $value;
}

/** @return array<string, string|int>|false */
function wp_parse_url(string $address): array|false {
	return parse_url($address);
}

function get_option(string $name, mixed $default = false): mixed {
	return $GLOBALS['options'][$name] ?? $default;
}

function update_option(string $name, mixed $value, mixed $autoload = null): bool {
	$GLOBALS['options'][$name] = $value;
	return true;
}
