<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Listener;

use OCA\DAV\Events\CalendarDeletedEvent;
use OCA\DAV\Events\CalendarRestoredEvent;
use OCA\Sprechstunde\Index\OccurrenceIndex;
use OCA\Sprechstunde\Outbox\Outbox;
use OCA\Sprechstunde\Outbox\OutboxTable;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\Versions;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\EventDispatcher\Event;
use OCP\EventDispatcher\IEventListener;

/**
 * A whole calendar raises no events for its objects: when it is gone for good, so are its index and states. While it lies in the trash,
 * they stay as they are and nobody is told anything.
 *
 * @template-implements IEventListener<Event>
 */
final class CalendarListener implements IEventListener {
	public function __construct(
		private CalendarIds $ids,
		private OccurrenceIndex $index,
		private AppointmentState $state,
		private OutboxTable $outboxTable,
		private Outbox $outbox,
		private Versions $versions,
		private ITimeFactory $time,
	) {
	}

	public function handle(Event $event): void {
		if ($event instanceof CalendarDeletedEvent && $this->ids->inEvent($event->getCalendarData()) !== null) {
			$this->index->removeCalendar($event->getCalendarId());
			$this->state->removeCalendar($event->getCalendarId());
			$this->outboxTable->removeCalendar($event->getCalendarId());
			$this->versions->removeCalendar($event->getCalendarId());
		}
		if ($event instanceof CalendarRestoredEvent && $this->ids->inEvent($event->getCalendarData()) !== null) {
			$this->outbox->resume($event->getCalendarId(), $this->time->getTime());
		}
	}
}
