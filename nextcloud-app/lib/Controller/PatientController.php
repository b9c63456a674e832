<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Patient\OwnAppointment;
use OCA\Sprechstunde\Patient\PatientAccess;
use OCA\Sprechstunde\Patient\PatientWrites;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** What the website does for a patient who holds the link to their appointment. All of it is POST, so that neither token nor birth date stands in an address. */
final class PatientController extends PracticeController {
	private const LONGEST = 255;

	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private PatientAccess $access,
		private PatientWrites $writes,
		private ITimeFactory $time,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * Changes nothing.
	 *
	 * @param mixed $birthDate YYYY-MM-DD
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/patient/view')]
	public function view(mixed $token = null, mixed $birthDate = null): Answer {
		return $this->act($token, $birthDate, static fn (OwnAppointment $own): OwnAppointment => $own);
	}

	/**
	 * @param mixed $etag of what the patient saw
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/patient/cancel')]
	public function cancel(mixed $token = null, mixed $birthDate = null, mixed $etag = null): Answer {
		return $this->act($token, $birthDate, fn (OwnAppointment $own, Practice $practice): OwnAppointment =>
			$this->writes->cancel($own, self::text($etag, 'etag'), $practice));
	}

	/**
	 * @param mixed $etag of what the patient saw
	 * @param mixed $start UTC, ISO 8601, likewise $end
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/patient/reschedule')]
	public function reschedule(mixed $token = null, mixed $birthDate = null, mixed $etag = null, mixed $start = null, mixed $end = null): Answer {
		return $this->act($token, $birthDate, fn (OwnAppointment $own, Practice $practice): OwnAppointment =>
			$this->writes->reschedule($own, self::text($etag, 'etag'), new Interval(self::instant($start, 'start'), self::instant($end, 'end')), $practice));
	}

	/** @param \Closure(OwnAppointment, Practice): OwnAppointment $action */
	private function act(mixed $token, mixed $birthDate, \Closure $action): Answer {
		return $this->answer([Role::Booking], function (Practice $practice) use ($token, $birthDate, $action): array {
			$own = $this->access->open(self::text($token, 'token'), self::text($birthDate, 'birthDate'), $practice);
			return $action($own, $practice)->toArray($practice, $this->time->getTime());
		});
	}

	/** @throws IssuesException REQUEST_MALFORMED */
	private static function text(mixed $value, string $name): string {
		return is_string($value) && $value !== '' && strlen($value) <= self::LONGEST ? $value : throw new IssuesException([new Issue('REQUEST_MALFORMED', $name)]);
	}

	/**
	 * @return int epoch seconds
	 * @throws IssuesException TIME_INVALID
	 */
	private static function instant(mixed $value, string $name): int {
		$isInstant = is_string($value) && preg_match('/^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/D', $value, $part) === 1 && checkdate((int)$part[2], (int)$part[3], (int)$part[1]);
		return $isInstant ? (new \DateTimeImmutable($value))->getTimestamp() : throw new IssuesException([new Issue('TIME_INVALID', $name)]);
	}
}
