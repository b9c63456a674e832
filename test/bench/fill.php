<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Stores each VEVENT of an .ics file as an object of its own: `php fill.php NEXTCLOUD USER CALENDAR FILE`. It goes through
 * Nextcloud's own backend as `occ calendar:import` does, but commits a thousand at a time.
 */
use OCA\DAV\CalDAV\CalDavBackend;
use OCP\App\IAppManager;
use OCP\IDBConnection;
use OCP\Server;
use Sabre\VObject\Splitter\ICalendar;

[, $folder, $user, $uri, $file] = $argv;
chdir($folder);
// by this Nextcloud finds its own folder
$_SERVER['SCRIPT_FILENAME'] = "$folder/console.php";
require_once "$folder/lib/base.php";
Server::get(IAppManager::class)->loadApp('dav');

$backend = Server::get(CalDavBackend::class);
$database = Server::get(IDBConnection::class);
$calendar = $backend->getCalendarByUri("principals/users/$user", $uri) ?? throw new RuntimeException("no calendar $uri");
$stream = fopen($file, 'rb') ?: throw new RuntimeException("$file can't be read");
$events = new ICalendar($stream);
$database->beginTransaction();
for ($count = 1; ($event = $events->getNext()) !== null; $count++) {
	$backend->createCalendarObject($calendar['id'], bin2hex(random_bytes(16)) . '.ics', $event->serialize());
	$event->destroy();
	if ($count % 1000 === 0) {
		$database->commit();
		$database->beginTransaction();
	}
}
$database->commit();
