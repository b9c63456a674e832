<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Listener;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\Recorder;
use OCP\Calendar\Events\CalendarObjectCreatedEvent;
use OCP\Calendar\Events\CalendarObjectDeletedEvent;
use OCP\Calendar\Events\CalendarObjectMovedEvent;
use OCP\Calendar\Events\CalendarObjectMovedToTrashEvent;
use OCP\Calendar\Events\CalendarObjectRestoredEvent;
use OCP\Calendar\Events\CalendarObjectUpdatedEvent;
use OCP\EventDispatcher\Event;
use OCP\EventDispatcher\IEventListener;
use OCP\IRequest;
use OCP\IUserSession;
use Sabre\DAV\Exception\Forbidden;
use Sprechstunde\Core\Role;

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
		private IRequest $request,
	) {
	}

	public function handle(Event $event): void {
		match (true) {
			$event instanceof CalendarObjectCreatedEvent,
			$event instanceof CalendarObjectUpdatedEvent => $this->written($event->getCalendarId(), $event->getCalendarData(), $event->getObjectData()),
			$event instanceof CalendarObjectRestoredEvent => $this->restored($event->getCalendarId(), $event->getCalendarData(), $event->getObjectData()),
			$event instanceof CalendarObjectMovedToTrashEvent,
			$event instanceof CalendarObjectDeletedEvent => $this->deleted($event->getCalendarData(), $event->getObjectData()),
			$event instanceof CalendarObjectMovedEvent => $this->moved($event),
			default => null,
		};
	}

	/**
	 * @param array<string, mixed> $calendarRow
	 * @param array<string, mixed> $object
	 */
	private function written(int $calendarId, array $calendarRow, array $object): void {
		if ($this->ids->inEvent($calendarRow) === null) {
			return;
		}
		$user = $this->session->getUser()?->getUID() ?? '';
		$this->checkWay($user);
		$calendar = Objects::parse(Objects::text($object['calendardata']));
		if ($calendar !== null) {
			$this->recorder->written((int)$object['id'], $calendarId, (string)$object['uri'], $calendar, $user, $this->roles->of($user));
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
			$this->written($calendarId, $calendarRow, ['id' => $id, 'uri' => $stored['uri'], 'calendardata' => $stored['data']]);
		}
	}

	/**
	 * @param array<string, mixed> $calendarRow
	 * @param array<string, mixed> $object
	 */
	private function deleted(array $calendarRow, array $object): void {
		if ($this->ids->inEvent($calendarRow) !== null) {
			$this->recorder->deleted((int)$object['id'], $this->session->getUser()?->getUID() ?? '');
		}
	}

	private function moved(CalendarObjectMovedEvent $event): void {
		$object = $event->getObjectData();
		if ($this->ids->inEvent($event->getTargetCalendarData()) !== null) {
			$this->written($event->getTargetCalendarId(), $event->getTargetCalendarData(), $object);
		} else {
			$this->deleted($event->getSourceCalendarData(), $object);
		}
	}

	/** Backstop: a booking account writes through its virtual calendar, in one request, or not at all. */
	private function checkWay(string $user): void {
		if ($this->roles->of($user) === Role::Booking
			&& !str_contains(rawurldecode($this->request->getRequestUri()), '/app-generated--sprechstunde--')) {
			throw new Forbidden('A booking account writes through its own calendars only');
		}
	}
}
