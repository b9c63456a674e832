<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Listener;

use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Practice\TransactionLost;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\Recorder;
use OCA\Sprechstunde\Record\WritePass;
use OCA\Sprechstunde\Record\Writer;
use OCP\Calendar\Events\CalendarObjectCreatedEvent;
use OCP\Calendar\Events\CalendarObjectDeletedEvent;
use OCP\Calendar\Events\CalendarObjectMovedEvent;
use OCP\Calendar\Events\CalendarObjectMovedToTrashEvent;
use OCP\Calendar\Events\CalendarObjectRestoredEvent;
use OCP\Calendar\Events\CalendarObjectUpdatedEvent;
use OCP\EventDispatcher\Event;
use OCP\EventDispatcher\IEventListener;
use OCP\IDBConnection;
use OCP\IUserSession;
use Sabre\DAV\Exception\Forbidden;
use Sprechstunde\Core\RoleMatrix;

/**
 * Keeps index, states and outbox in step with the calendars. Runs inside Nextcloud's transaction of the write, so it
 * only writes tables; an exception here takes the write back.
 *
 * @template-implements IEventListener<Event>
 */
final class CalendarObjectListener implements IEventListener {
	public function __construct(
		private CalendarIds $ids,
		private RoleResolver $roles,
		private Recorder $recorder,
		private Objects $objects,
		private IUserSession $session,
		private WritePass $pass,
		private CalendarLock $lock,
		private IDBConnection $db,
	) {
	}

	public function handle(Event $event): void {
		match (true) {
			$event instanceof CalendarObjectCreatedEvent => $this->written($event->getCalendarId(), $event->getCalendarData(), $event->getObjectData(), true),
			$event instanceof CalendarObjectUpdatedEvent => $this->written($event->getCalendarId(), $event->getCalendarData(), $event->getObjectData()),
			$event instanceof CalendarObjectRestoredEvent => $this->restored($event->getCalendarId(), $event->getCalendarData(), $event->getObjectData()),
			$event instanceof CalendarObjectMovedToTrashEvent,
			$event instanceof CalendarObjectDeletedEvent => $this->deleted($event->getCalendarId(), $event->getCalendarData(), $event->getObjectData()),
			$event instanceof CalendarObjectMovedEvent => $this->moved($event),
			default => null,
		};
	}

	/**
	 * @param array<string, mixed> $calendarRow
	 * @param array<string, mixed> $object
	 */
	private function written(int $calendarId, array $calendarRow, array $object, bool $isNew = false): void {
		if ($this->ids->inEvent($calendarRow) === null) {
			return;
		}
		$writer = $this->writer();
		$this->checkWay($writer);
		$calendar = Objects::parse(Objects::text($object['calendardata']));
		if ($calendar !== null) {
			$this->lockUnlessHeld($calendarId);
			$this->recorder->written((int)$object['id'], $calendarId, (string)$object['uri'], (string)($object['etag'] ?? ''), $calendar, $writer, $isNew);
		}
	}

	/**
	 * The event's data lack id and uid: they are read again.
	 *
	 * @param array<string, mixed> $calendarRow
	 * @param array<string, mixed> $object
	 */
	private function restored(int $calendarId, array $calendarRow, array $object): void {
		if ($this->ids->inEvent($calendarRow) === null) {
			return;
		}
		$id = isset($object['id']) ? (int)$object['id'] : $this->objects->idOf($calendarId, (string)$object['uri']);
		$stored = $id === null ? null : ($this->objects->byIds([$id])[$id] ?? null);
		if ($id !== null && $stored !== null) {
			$this->written($calendarId, $calendarRow, ['id' => $id, 'uri' => $stored['uri'], 'etag' => $stored['etag'], 'calendardata' => $stored['data']]);
		}
	}

	/**
	 * @param array<string, mixed> $calendarRow
	 * @param array<string, mixed> $object
	 */
	private function deleted(int $calendarId, array $calendarRow, array $object): void {
		if ($this->ids->inEvent($calendarRow) !== null) {
			$writer = $this->writer();
			$this->checkWay($writer);
			$this->lockUnlessHeld($calendarId);
			// what leaves the trash for good was deleted before, and whoever had to hear of it did
			$isPurge = ($object['{http://nextcloud.com/ns}deleted-at'] ?? null) !== null;
			$this->recorder->deleted((int)$object['id'], Objects::text($object['calendardata'] ?? ''), $isPurge ? new Writer('', null) : $writer);
		}
	}

	private function moved(CalendarObjectMovedEvent $event): void {
		$object = $event->getObjectData();
		if ($this->ids->inEvent($event->getTargetCalendarData()) !== null) {
			$this->written($event->getTargetCalendarId(), $event->getTargetCalendarData(), $object);
		} else {
			$this->deleted($event->getSourceCalendarId(), $event->getSourceCalendarData(), $object);
		}
	}

	/** What comes from the trash or another app takes the lock too: no booking slips in beside it, and the revision rises. */
	private function lockUnlessHeld(int $calendarId): void {
		// other listeners pass over errors: where one of them met a lost connection, the next statement would open a new one, without the transaction
		if (!$this->db->inTransaction()) {
			throw new TransactionLost('The connection was lost while the calendar was written');
		}
		if (!$this->pass->isGranted()) {
			$this->lock->acquire([$calendarId]);
		}
	}

	private function writer(): Writer {
		$user = $this->session->getUser()?->getUID() ?? '';
		return $this->pass->writer() ?? new Writer($user, $this->roles->of($user));
	}

	/** Backstop for ways into a calendar that our plugin doesn't see: only commands, jobs and roles that may do everything to an object take them. */
	private function checkWay(Writer $writer): void {
		if ($writer->name !== '' && !$this->pass->isGranted() && !RoleMatrix::can($writer->role, 'delete')) {
			throw new Forbidden('This calendar is written through its own addresses only');
		}
	}
}
