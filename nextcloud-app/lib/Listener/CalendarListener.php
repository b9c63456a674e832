<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Listener;

use OCA\DAV\Events\CalendarDeletedEvent;
use OCA\Sprechstunde\Index\OccurrenceIndex;
use OCA\Sprechstunde\Outbox\OutboxTable;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\Versions;
use OCP\EventDispatcher\Event;
use OCP\EventDispatcher\IEventListener;

/**
 * A whole calendar raises no events for its objects: when it is gone for good, so are its index and states.
 *
 * @template-implements IEventListener<CalendarDeletedEvent>
 */
final class CalendarListener implements IEventListener {
	public function __construct(
		private CalendarIds $ids,
		private OccurrenceIndex $index,
		private AppointmentState $state,
		private OutboxTable $outbox,
		private Versions $versions,
	) {
	}

	public function handle(Event $event): void {
		if ($event instanceof CalendarDeletedEvent && $this->ids->inEvent($event->getCalendarData()) !== null) {
			$this->index->removeCalendar($event->getCalendarId());
			$this->state->removeCalendar($event->getCalendarId());
			$this->outbox->removeCalendar($event->getCalendarId());
			$this->versions->removeCalendar($event->getCalendarId());
		}
	}
}
