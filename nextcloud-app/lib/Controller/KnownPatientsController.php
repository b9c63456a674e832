<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\Patients;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\FieldValidator;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** Who has been here before, and when. Names stand in no address: servers log those. */
final class KnownPatientsController extends PracticeController {
	private const IDENTITY = ['patientName', 'birthDate', 'patientId'];

	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private Patients $patients,
		private Objects $objects,
		private CalendarIds $calendars,
		private ITimeFactory $time,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * @param mixed $name beginnings of words of a name
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/patients/search')]
	public function search(mixed $name = null): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice) use ($name): array {
			if ($name === null || $name === '') {
				throw new IssuesException([new Issue('FIELD_REQUIRED', 'name')]);
			}
			return ['patients' => $this->patients->named($this->valid(['patientName' => $name], $practice)['patientName'], $practice)];
		});
	}

	/**
	 * Of somebody who may have no appointment yet that could name them.
	 *
	 * @param mixed $patientName likewise $birthDate, $patientId: as in the contract's fields; '': unknown
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/patients/appointments')]
	public function appointments(mixed $patientName = '', mixed $birthDate = '', mixed $patientId = ''): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice) use ($patientName, $birthDate, $patientId): array {
			$who = $this->valid(['patientName' => $patientName, 'birthDate' => $birthDate, 'patientId' => $patientId], $practice);
			return ['appointments' => $this->patients->appointmentsOf($who, $practice)];
		});
	}

	/**
	 * The other appointments of an appointment's patient.
	 *
	 * @param string $calendar id or alias
	 * @param string $uri of the object
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/appointments/{calendar}/{uri}/related')]
	public function related(string $calendar, string $uri): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice) use ($calendar, $uri): array {
			$config = self::calendarNamed($practice, $calendar);
			$calendarId = $this->calendars->of($config);
			$id = $calendarId === null ? null : $this->objects->idOf($calendarId, $uri);
			$object = $id === null ? null : $this->objects->byIds([$id])[$id] ?? null;
			$parsed = $object === null || $object['deleted'] ? null : Objects::parse($object['data']);
			$appointment = $parsed === null ? null : AppointmentReader::read($parsed, $practice);
			if ($id === null || $appointment === null) {
				throw new IssuesException([new Issue('NOT_FOUND')]);
			}
			return ['appointments' => $this->patients->appointmentsOf(array_intersect_key($appointment->fields, array_flip(self::IDENTITY)), $practice, $id)];
		});
	}

	/**
	 * @param array<string, mixed> $values
	 * @return array<string, string>
	 * @throws IssuesException naming what is no value of its field
	 */
	private function valid(array $values, Practice $practice): array {
		$texts = array_filter($values, is_string(...));
		$today = (new \DateTimeImmutable('@' . $this->time->getTime()))->setTimezone($practice->timeZone())->format('Y-m-d');
		$issues = [
			...array_map(static fn (string $name): Issue => new Issue('FIELD_FORMAT', $name), array_keys(array_diff_key($values, $texts))),
			...FieldValidator::issues($texts, Role::Staff, $today),
		];
		return $issues === [] ? $texts : throw new IssuesException($issues);
	}
}
