<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use OCA\Sprechstunde\Patient\PatientLinks;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\StateRow;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJobList;
use OCP\Security\ICrypto;
use Psr\Log\LoggerInterface;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\AppointmentReader;

/** Sends what is due. Compares what the patient last knew with what holds now, so that only the outcome is told. */
final class OutboxProcessor {
	private const BATCH = 100;
	private const ATTEMPTS = 8;
	/** Minutes until the next attempt, by the number of attempts made; after that the last one. */
	private const WAIT = [1 => 1, 5, 15, 60, 240];
	/** Minutes until a calendar that is missing is looked for again. */
	private const MISSING = 10;

	public function __construct(
		private DeliveryTable $table,
		private AppointmentState $states,
		private Objects $objects,
		private CalendarIds $calendars,
		private PracticeStore $store,
		private PatientMailer $mailer,
		private PatientLinks $links,
		private AdminAlert $alerts,
		private SentSequences $sent,
		private ActivityLog $log,
		private DeliveryNotice $notice,
		private RequestNotice $requests,
		private ICrypto $crypto,
		private IJobList $jobs,
		private ITimeFactory $time,
		private LoggerInterface $logger,
	) {
	}

	/** @return int how many rows were settled, mailed or not */
	public function run(): int {
		$settled = 0;
		$this->store->refresh();
		$this->calendars->forget();
		foreach ($this->table->due($this->time->getTime(), self::BATCH) as $row) {
			$claimed = $this->table->claim($row, $this->time->getTime());
			if ($claimed !== null) {
				$settled += $this->settle($claimed) ? 1 : 0;
			}
		}
		$practice = $this->store->get();
		if ($practice !== null) {
			$this->requests->run($practice, array_keys($this->calendars->all()));
		}
		return $settled;
	}

	private function settle(OutboxRow $row): bool {
		try {
			if ($this->deliver($row)) {
				$this->table->done($row);
				return true;
			}
			$this->table->postpone($row, $this->time->getTime() + 60 * self::MISSING);
			return false;
		} catch (\Throwable $error) {
			$this->failed($row, $error);
			return false;
		}
	}

	/**
	 * Sends no mail where there is nothing to tell, or nobody.
	 *
	 * @return bool false: the calendar is not there, so nobody knows yet what there is to tell
	 */
	private function deliver(OutboxRow $row): bool {
		$practice = $this->store->get();
		if ($row->kind === OutboxRow::ALERT) {
			if ($practice !== null) {
				$this->alerts->send($row->id, $practice);
				$this->note('SUCCESS', 'ALERT_SENT', $row, ['alert' => 'conflict']);
			}
			return true;
		}
		if ($practice === null) {
			return true;
		}
		$state = $this->states->find($row->objectId);
		$object = $this->objects->byIds([$row->objectId])[$row->objectId] ?? null;
		$isThere = $state !== null && $state->deletedAt === 0 && $object !== null && !$object['deleted'];
		$config = $this->calendars->all()[$isThere ? $object['calendarId'] : $row->calendarId] ?? null;
		$calendar = Objects::parse($isThere ? $object['data'] : $this->copy($row));
		$appointment = $calendar === null ? null : AppointmentReader::read($calendar, $practice);
		// an object that nobody deleted as far as we know is no cancellation
		if ($calendar === null || $appointment === null || $appointment->field('email') === '' || $this->isOver($calendar, $appointment)) {
			$this->note('INFO', 'MAIL_NOT_NEEDED', $row);
			return true;
		}
		// nor is a calendar that vanished: it may come back
		if ($config === null) {
			return false;
		}
		$known = Known::ofRow($row);
		$holds = $isThere ? Known::ofState($state) : ($known ?? new Known('CANCELLED', 0, 0, '', $row->calendarId))->cancelled();
		$known ??= $state === null || $holds?->status !== 'CANCELLED' ? null : self::promised($state);
		$event = $holds === null ? null : Known::news($known, $holds, $row->kind === OutboxRow::CONFLICT, $row->byPatient);
		if ($event === null) {
			$this->note('INFO', 'MAIL_NOT_NEEDED', $row);
		} else {
			$link = $this->links->of($event, $row->objectId, $calendar, $appointment, $practice, $config);
			$sequence = max($this->sent->of($appointment->uid) + 1, $appointment->sequence + ($isThere ? 0 : 1));
			$this->mailer->send($event, $calendar, $appointment, $practice, $config, $link, $sequence);
			$this->sent->put($appointment->uid, $sequence, $this->time->getTime());
			$this->note('SUCCESS', 'MAIL_SENT', $row, ['mail' => $event]);
		}
		if ($holds !== null) {
			$this->table->told($row, $holds);
		}
		return true;
	}

	/**
	 * @param 'INFO'|'SUCCESS'|'WARNING'|'ERROR' $level
	 * @param array<string, string|int> $params
	 */
	private function note(string $level, string $code, OutboxRow $row, array $params = []): void {
		$this->log->note($level, $code, new Writer('', null), $row->objectId, $row->calendarId, $row->uid, $params);
	}

	private function copy(OutboxRow $row): string {
		return $row->deletedCopy === null ? '' : $this->crypto->decrypt($row->deletedCopy);
	}

	/** What the website told somebody whose request was refused before the first mail went out; without it they would never hear of it. */
	private static function promised(StateRow $state): ?Known {
		$status = in_array('CONFIRMED', [$state->status, $state->previousStatus], true) ? 'CONFIRMED' : 'TENTATIVE';
		return $state->source !== 'ONLINE_BOOKING' ? null : new Known($status, $state->start, $state->end, $state->visible, $state->calendarId);
	}

	private function isOver(VCalendar $calendar, Appointment $appointment): bool {
		$event = AppointmentReader::master($calendar);
		$end = $appointment->interval()->end ?? 0;
		return $end <= $this->time->getTime() && $event !== null && !isset($event->RRULE) && !isset($event->RDATE);
	}

	private function failed(OutboxRow $row, \Throwable $error): void {
		$attempts = $row->attempts + 1;
		$name = $error::class;
		$short = (new \ReflectionClass($error))->getShortName();
		if ($attempts >= self::ATTEMPTS) {
			$this->table->dead($row, $name);
			$this->note('ERROR', $row->kind === OutboxRow::ALERT ? 'ALERT_GIVEN_UP' : 'MAIL_GIVEN_UP', $row, ['error' => $short, 'attempt' => $attempts]);
			$this->notice->failed($row->id);
			$this->logger->error('Sprechstunde gave up on mail {id}: {error}', ['app' => 'sprechstunde', 'id' => $row->id, 'error' => $name]);
			return;
		}
		$dueAt = $this->time->getTime() + 60 * (self::WAIT[$attempts] ?? self::WAIT[count(self::WAIT)]);
		$this->table->retry($row, $dueAt, $name);
		$this->note('WARNING', $row->kind === OutboxRow::ALERT ? 'ALERT_FAILED' : 'MAIL_FAILED', $row, ['error' => $short, 'attempt' => $attempts, 'next' => $dueAt]);
		$this->jobs->scheduleAfter(DeliverJob::class, $dueAt, $row->id);
		$this->logger->warning('Sprechstunde will try mail {id} again: {error}', ['app' => 'sprechstunde', 'id' => $row->id, 'error' => $name]);
	}
}
