<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Patient;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\Objects;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** Lets in whoever has a token and knows the birth date that belongs to it. */
final class PatientAccess {
	public function __construct(
		private PatientTokens $tokens,
		private CalendarIds $calendars,
		private Objects $objects,
	) {
	}

	/**
	 * @param string $birthDate YYYY-MM-DD
	 * @throws IssuesException LINK_INVALID whatever of the two is wrong, RATE_LIMITED
	 */
	public function open(string $token, string $birthDate, Practice $practice): OwnAppointment {
		$id = $this->tokens->attempt($token);
		$own = $id === 0 ? null : $this->read($id, $practice);
		$known = $own?->appointment->field('birthDate') ?? '';
		if ($own === null || $known === '' || !hash_equals($known, trim($birthDate))) {
			throw new IssuesException([new Issue('LINK_INVALID')]);
		}
		$this->tokens->succeeded($token);
		return $own;
	}

	/** Null where it was deleted, is no appointment any more, or its calendar is gone. */
	public function read(int $objectId, Practice $practice): ?OwnAppointment {
		$stored = $this->objects->byIds([$objectId])[$objectId] ?? null;
		$calendar = $stored === null ? null : $this->calendars->all()[$stored['calendarId']] ?? null;
		$object = $stored === null || $stored['deleted'] ? null : Objects::parse($stored['data']);
		$appointment = $object === null ? null : AppointmentReader::read($object, $practice);
		return $stored === null || $calendar === null || $object === null || $appointment === null ? null
			: new OwnAppointment($objectId, $stored['calendarId'], $stored['uri'], $stored['etag'], $stored['data'], $object, $appointment, $calendar);
	}
}
