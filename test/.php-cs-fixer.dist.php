<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

require_once __DIR__ . '/vendor/autoload.php';

$config = new Nextcloud\CodingStandard\Config();
$config->setCacheFile(__DIR__ . '/../.cache/php-cs-fixer.json');
$config->getFinder()
	->notPath('vendor')
	->notPath('node_modules')
	->in(array_filter([
		__DIR__ . '/../shared/php/src',
		__DIR__ . '/../shared/php/tests',
		__DIR__ . '/../nextcloud-app/lib',
		__DIR__ . '/../nextcloud-app/tests',
		__DIR__ . '/../wordpress-plugin/includes',
		__DIR__ . '/../wordpress-plugin/tests',
	], is_dir(...)))
	->append(glob(__DIR__ . '/*.php') ?: [])
	->append(glob(__DIR__ . '/../shared/php/*.php') ?: [])
	->append(glob(__DIR__ . '/../wordpress-plugin/*.php') ?: []);
return $config;
