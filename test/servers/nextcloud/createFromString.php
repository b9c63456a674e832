<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later
// Writes as another app does, through OCP's calendar API, run inside an installation: `php createFromString.php USER CALENDAR NAME < object`
// prints `stored`, `absent` (no such calendar to write to) or `refused: why`.

use OCP\App\IAppManager;
use OCP\Calendar\ICreateFromString;
use OCP\Calendar\IManager;
use OCP\IUserManager;
use OCP\IUserSession;
use OCP\Server;

define('OC_CONSOLE', 1);
require getcwd() . '/lib/base.php';
Server::get(IAppManager::class)->loadApps();

[, $user, $calendar, $name] = $argv;
Server::get(IUserSession::class)->setUser(Server::get(IUserManager::class)->get($user));
$found = array_values(array_filter(
	Server::get(IManager::class)->getCalendarsForPrincipal("principals/users/$user", [$calendar]),
	static fn (object $one): bool => $one instanceof ICreateFromString,
));
if ($found === []) {
	echo "absent\n";
	exit(0);
}
try {
	$found[0]->createFromString($name, (string)stream_get_contents(STDIN));
	echo "stored\n";
} catch (\Throwable $exception) {
	echo 'refused: ', $exception::class, ' ', $exception->getMessage(), "\n";
}
