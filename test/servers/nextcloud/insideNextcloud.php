<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// Runs inside a copied Nextcloud, in its folder, what no request can do: writes as a patient without a token, and lets time go by.
// `php insideNextcloud.php < {"do": "write", "calendar": id, "uri": …, "ics": …}` or `{"do": "age", "calendar": id, "uri": …, "seconds": n}`;
// answers with what holds of the object.

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\StateRow;
use OCA\Sprechstunde\Record\WritePass;
use OCA\Sprechstunde\Record\Writer;
use OCP\IDBConnection;
use OCP\Notification\IManager;
use OCP\Server;

require_once getcwd() . '/lib/base.php';
\OC_App::loadApps();

/** @var array{do: string, calendar: string, uri: string, ics?: string, seconds?: int} $order */
$order = json_decode((string)stream_get_contents(STDIN), true, 8, JSON_THROW_ON_ERROR);
$config = Server::get(PracticeStore::class)->get()?->calendar($order['calendar']) ?? throw new RuntimeException('no such calendar');
$calendarId = Server::get(CalendarIds::class)->of($config) ?? throw new RuntimeException('no such calendar');
$states = Server::get(AppointmentState::class);
$db = Server::get(IDBConnection::class);

if ($order['do'] === 'write') {
	$db->beginTransaction();
	Server::get(CalendarLock::class)->acquire([$calendarId]);
	$pass = Server::get(WritePass::class);
	$pass->grant(Writer::patient());
	Server::get(CalDavBackend::class)->updateCalendarObject($calendarId, $order['uri'], (string)($order['ics'] ?? ''));
	$pass->revoke();
	$db->commit();
} elseif ($order['do'] === 'age') {
	$row = $states->findByUri($calendarId, $order['uri']) ?? throw new RuntimeException('no such object');
	$seconds = $order['seconds'] ?? 0;
	$recent = array_map(static fn (array $one): array => [$one[0], $one[1], $one[2] - $seconds], $row->recent === '' ? [] : (array)json_decode($row->recent, true));
	$states->save(StateRow::fromRow(['recent' => $recent === [] ? '' : json_encode($recent), 'status_changed_at' => $row->statusChangedAt - $seconds] + $row->toRow()));
}

$log = $db->executeQuery('SELECT l.level, l.code, l.actor, l.params FROM *PREFIX*sprechstunde_log l WHERE l.calendar_id = ? AND l.object_id IN (SELECT s.object_id FROM *PREFIX*sprechstunde_state s WHERE s.uri = ?) ORDER BY l.id', [$calendarId, $order['uri']])->fetchAll();
$notification = Server::get(IManager::class)->createNotification()->setApp('sprechstunde')->setUser($config->owner)->setSubject('conflict');
echo json_encode(['log' => $log, 'notified' => Server::get(IManager::class)->getCount($notification)], JSON_THROW_ON_ERROR), "\n";
