<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Delivery\Deliveries;
use OCA\Sprechstunde\Delivery\Registry;
use OCA\Sprechstunde\Index\BusyTime;
use OCA\Sprechstunde\Index\FollowSeriesJob;
use OCA\Sprechstunde\Index\OccurrenceIndex;
use OCA\Sprechstunde\Live\ChangeNotice;
use OCA\Sprechstunde\Outbox\Outbox;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Waiting\WaitingWatch;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJobList;
use Psr\Container\ContainerInterface;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\ConflictRules;
use Sprechstunde\Core\EventProperties;

/** Writes down what happened to an object: busy time, state, and what the patient is to hear. What only some writes need is made when they need it. */
final class Recorder {
	public function __construct(
		private PracticeStore $store,
		private OccurrenceIndex $index,
		private AppointmentState $state,
		private DoubleBookings $doubleBookings,
		private WritePass $pass,
		private ActivityLog $log,
		private ChangeNotice $notice,
		private ITimeFactory $time,
		private ContainerInterface $container,
	) {
	}

	/**
	 * @param string $etag of what is stored now, with its quotes
	 * @param bool $isNew the object was created by this write
	 */
	public function written(int $objectId, int $calendarId, string $uri, string $etag, VCalendar $calendar, Writer $writer, bool $isNew = false): void {
		$practice = $this->store->get();
		if ($practice === null) {
			return;
		}
		$now = $this->time->getTime();
		$before = $isNew ? null : $this->state->find($objectId);
		$busy = BusyTime::of($calendar, $practice, $now);
		$replaced = $before === null || $before->deletedAt !== 0 || $before->etag === '' ? null : $before->etag;
		$recent = RecentChanges::read($before->recent ?? '', $now);
		$after = StateReader::read($objectId, $calendarId, $uri, $calendar, $practice, $before, $writer->name, $now, $busy->until)
			->remembering($etag, RecentChanges::text(ConflictRules::remember($recent, $writer->role, $replaced), $now));
		$this->index->replace($calendarId, $objectId, $busy->intervals, $isNew);
		$this->state->save($after, $before === null);
		$this->notice->note($before, $after);
		if ($busy->isForJob($practice, $now)) {
			$this->container->get(IJobList::class)->add(FollowSeriesJob::class);
		}
		$isConflict = $before !== null && ConflictRules::isConflict($writer->role, $recent, $before->takesPlace(), $after->takesPlace());
		if ($isConflict) {
			$this->container->get(Conflicts::class)->raise($before, $after, $this->pass->replaced(), $calendar->serialize(), $writer, $now);
		}
		$this->doubleBookings->note($before, $after, $busy->intervals, $writer, $now);
		if ($practice->waitingList() !== null && WaitingWatch::concerns($before, $after, $writer)) {
			$this->container->get(WaitingWatch::class)->written($before, $after, $calendar, $writer, $practice, $now);
		}
		$isQueued = $writer->name !== '' && self::isReachable($calendar)
			&& $this->container->get(Outbox::class)->changed($before, $after, $now, $writer->role, $isConflict);
		$change = LoggedChange::of($before, $after, $this->pass->before(), $calendar, $writer->role);
		if (!$change->isNothing() && Registry::isNeeded($practice)) {
			$this->container->get(Deliveries::class)->note($before, $after, $writer, $practice, $now);
		}
		// a move between calendars is written twice
		if (!$change->isNothing() || $before?->changedAt !== $now || $before->actor !== $writer->name) {
			$this->note($change, $after, $writer, $isQueued);
		}
	}

	/** @param string $data iCalendar that was stored */
	public function deleted(int $objectId, string $data, Writer $writer): void {
		$before = $this->state->find($objectId);
		$this->index->remove($objectId);
		if ($before === null || $before->deletedAt !== 0) {
			return;
		}
		$now = $this->time->getTime();
		$this->state->markDeleted($objectId, $writer->name, $now);
		$this->notice->note($before, null);
		$isConflict = ConflictRules::isConflict($writer->role, RecentChanges::read($before->recent, $now), $before->takesPlace(), null);
		if ($isConflict) {
			$this->container->get(Conflicts::class)->raise($before, null, $data, null, $writer, $now);
		}
		$practice = $this->store->get();
		if ($practice?->waitingList() !== null && WaitingWatch::concerns($before, null, $writer)) {
			$this->container->get(WaitingWatch::class)->noteFreed($before, null, $practice, $now);
		}
		if ($practice !== null && Registry::isNeeded($practice)) {
			$this->container->get(Deliveries::class)->note($before, null, $writer, $practice, $now);
		}
		$calendar = $writer->name === '' ? null : Objects::parse($data);
		$isQueued = $calendar !== null && self::isReachable($calendar) && $this->container->get(Outbox::class)->deleted($before, $data, $now, $isConflict);
		$this->log->note('WARNING', $before->kind === 'block' ? 'BLOCK_DELETED' : 'APPOINTMENT_DELETED', $writer, $objectId, $before->calendarId, $before->uid, $isQueued ? ['mail' => 'queued'] : []);
	}

	private function note(LoggedChange $change, StateRow $after, Writer $writer, bool $isQueued): void {
		$this->log->note($change->level, $change->code, $writer, $after->objectId, $after->calendarId, $after->uid, $change->params + ($isQueued ? ['mail' => 'queued'] : []));
	}

	/** Nobody is mailed without an address; then nothing needs to be written down. */
	private static function isReachable(VCalendar $calendar): bool {
		$event = AppointmentReader::master($calendar);
		return $event !== null && (EventProperties::text($event, 'X-PATIENT-EMAIL') ?? '') !== '';
	}
}
