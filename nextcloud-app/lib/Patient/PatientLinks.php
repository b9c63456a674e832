<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Patient;

use OCP\AppFramework\Utility\ITimeFactory;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\ManageLink;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\SelfService;

/** Makes the link that a mail gives to a patient: a new one each time, since none can be read back. */
final class PatientLinks {
	private const DAY = 86400;

	public function __construct(
		private PatientTokens $tokens,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param string $event a key of the contract's mail texts
	 * @param VCalendar $object the stored object
	 * @return ?string null where the website has no page for it, or there is nothing that the patient could do there
	 */
	public function of(string $event, int $objectId, VCalendar $object, Appointment $appointment, Practice $practice, CalendarConfig $calendar): ?string {
		$now = $this->time->getTime();
		$end = $appointment->interval()?->end;
		$isOffered = $practice->website()['manageUrl'] !== null && ManageLink::isOfferedBy($event) && $appointment->field('birthDate') !== ''
			&& SelfService::of($object, $practice, $calendar, $now)->until !== null;
		return $isOffered && $end !== null ? ManageLink::of($practice, $this->tokens->issue($objectId, max($end, $now) + self::DAY)) : null;
	}
}
