<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCA\Sprechstunde\Record\AppointmentStates;
use OCP\AppFramework\Utility\ITimeFactory;
use Sprechstunde\Core\AppointmentType;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\FreeWindows;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\SlotFinder;

/** Whether a slot is still there for a booking, or for whoever wants to hold it. Asked under the calendar's lock. */
final class SlotCheck {
	public function __construct(
		private TakenTime $taken,
		private AppointmentStates $states,
		private Holds $holds,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param Interval $time the appointment's, without buffers
	 * @param string $ownHold digest of a token whose hold does not stand in the way
	 * @param int $ownObject object that is to be moved and does not stand in its own way; 0: none
	 * @throws IssuesException SLOT_TAKEN with the nearest free slots, DAILY_MAXIMUM_REACHED
	 */
	public function pass(Practice $practice, CalendarConfig $calendar, int $calendarId, AppointmentType $type, Interval $time, string $ownHold, int $ownObject = 0): void {
		$now = $this->time->getTime();
		$claim = $type->blocked($time);
		if ($this->taken->between($calendarId, $claim->start, $claim->end, $now, $ownHold, $ownObject) !== []) {
			$bookable = FreeWindows::bookable($practice, $now);
			$busy = $this->taken->between($calendarId, $bookable->start, $bookable->end, $now, $ownHold, $ownObject);
			throw new IssuesException([new Issue('SLOT_TAKEN', 'start')], SlotFinder::alternatives($practice, $calendar, $type, $busy, $time->start, $now));
		}
		$maximum = $practice->booking->dailyMaximum;
		if ($maximum === null) {
			return;
		}
		$midnight = (new \DateTimeImmutable('@' . $time->start))->setTimezone($practice->timeZone())->setTime(0, 0);
		$from = $midnight->getTimestamp();
		$to = $midnight->modify('+1 day')->getTimestamp();
		if ($this->states->countOnline($calendarId, $from, $to, $ownObject) + count($this->holds->starts($calendarId, $from, $to, $now, $ownHold)) >= $maximum) {
			throw new IssuesException([new Issue('DAILY_MAXIMUM_REACHED', 'start')]);
		}
	}
}
