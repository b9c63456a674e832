<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Outbox\QuestionMailer;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\StateRow;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Psr\Log\LoggerInterface;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** Asks a patient back by e-mail. What was asked stands in no table and no log. */
final class QuestionController extends PracticeController {
	private const LONGEST = 2000;

	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private AppointmentStates $states,
		private Objects $objects,
		private CalendarIds $calendars,
		private QuestionMailer $mailer,
		private ActivityLog $log,
		private LoggerInterface $logger,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * @param mixed $uid of the appointment
	 * @param mixed $text plain text to the patient
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/requests/question')]
	public function ask(mixed $uid = null, mixed $text = null): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice, Role $role) use ($uid, $text): array {
			$question = self::question($text);
			[$row, $appointment] = $this->appointment(is_string($uid) ? $uid : '', $practice);
			if ($appointment->field('email') === '') {
				throw new IssuesException([new Issue('FIELD_REQUIRED', 'email')]);
			}
			try {
				$this->mailer->send($appointment, $question, $practice);
			} catch (\Exception $error) {
				$this->logger->warning('Sprechstunde could not send a question: {error}', ['app' => 'sprechstunde', 'error' => $error::class]);
				throw new IssuesException([new Issue('MAIL_NOT_SENT')]);
			}
			$this->log->note('INFO', 'ASKED_BACK', new Writer($this->userId(), $role), $row->objectId, $row->calendarId, $row->uid);
			return ['sent' => true];
		}, 'confirm');
	}

	private static function question(mixed $text): string {
		$question = is_string($text) && mb_check_encoding($text, 'UTF-8') ? trim(str_replace(["\r\n", "\r"], "\n", $text)) : '';
		if ($question === '') {
			throw new IssuesException([new Issue('FIELD_REQUIRED', 'text')]);
		}
		if (mb_strlen($question) > self::LONGEST) {
			throw new IssuesException([new Issue('FIELD_TOO_LONG', 'text', ['max' => self::LONGEST])]);
		}
		return $question;
	}

	/**
	 * @return array{StateRow, Appointment}
	 * @throws IssuesException NOT_FOUND
	 */
	private function appointment(string $uid, Practice $practice): array {
		foreach ($uid === '' ? [] : $this->states->withUid($uid) as $row) {
			$object = $this->objects->byIds([$row->objectId])[$row->objectId] ?? null;
			$calendar = $object === null || $object['deleted'] || !isset($this->calendars->all()[$object['calendarId']]) ? null : Objects::parse($object['data']);
			$appointment = $calendar === null ? null : AppointmentReader::read($calendar, $practice);
			if ($appointment !== null && $row->kind === 'appointment') {
				return [$row, $appointment];
			}
		}
		throw new IssuesException([new Issue('NOT_FOUND', 'uid')]);
	}
}
