<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Index\Holds;
use OCA\Sprechstunde\Index\TakenTime;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\StateRow;
use OCP\AppFramework\Db\TTransactional;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJobList;
use OCP\IDBConnection;
use Psr\Log\LoggerInterface;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\EntryMatcher;
use Sprechstunde\Core\Hold;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** Makes offers and takes them back. An offer is a hold: as long as it is open nobody else gets the time from the website. */
final class OfferDesk {
	use TTransactional;

	public function __construct(
		private IDBConnection $db,
		private CalendarIds $calendars,
		private CalendarLock $lock,
		private Holds $holds,
		private TakenTime $taken,
		private TaskList $list,
		private Queue $queue,
		private Offers $offers,
		private OfferMailer $mailer,
		private IJobList $jobs,
		private ITimeFactory $time,
		private LoggerInterface $logger,
	) {
	}

	/**
	 * Offers a time that begins then to an entry, by mail.
	 *
	 * @throws IssuesException NOT_FOUND, CALENDAR_UNKNOWN, OFFER_PAGE_MISSING, OFFER_UNREACHABLE, OFFER_OPEN, OFFER_UNFIT, SLOT_TAKEN, OFFER_NOT_SENT
	 */
	public function offer(string $entryUid, CalendarConfig $calendar, int $start, Practice $practice): Offer {
		$now = $this->time->getTime();
		if ($practice->website()['manageUrl'] === null) {
			throw self::because('OFFER_PAGE_MISSING');
		}
		$calendarId = $this->calendars->of($calendar) ?? throw self::because('CALENDAR_UNKNOWN', 'calendar');
		$stored = array_values(array_filter($this->queue->entries($practice), static fn (StoredEntry $one): bool => $one->entry->uid === $entryUid))[0] ?? throw self::because('NOT_FOUND', 'entry');
		if ($stored->entry->field('email') === '' || $stored->entry->field('birthDate') === '') {
			throw self::because('OFFER_UNREACHABLE', 'entry');
		}
		if ($stored->entry->status !== 'NEEDS-ACTION') {
			throw self::because('OFFER_OPEN', 'entry');
		}
		$type = $practice->type($stored->entry->field('appointmentType'));
		$starts = array_map(static fn (StateRow $row): int => $row->start, $this->queue->related([$stored]));
		$time = $type === null ? null : EntryMatcher::fittingTime($stored->entry, $calendar, new Interval($start, $start + 60 * $type->durationMinutes), $practice, $starts);
		$expires = min($now + 60 * ($practice->waitingList()->offerMinutes ?? 0), $start);
		if ($type === null || $time === null || $expires <= $now) {
			throw self::because('OFFER_UNFIT', 'start');
		}
		$claim = $type->blocked($time);
		$digest = hash('sha256', 'offer ' . bin2hex(random_bytes(16)));
		$offer = $this->atomic(function () use ($calendar, $calendarId, $type, $time, $claim, $expires, $digest, $entryUid, $now, $practice): Offer {
			$this->lock->acquireForHold($calendarId);
			if (array_filter($this->offers->open(), static fn (Offer $one): bool => $one->isOpen($now) && $one->entryUid === $entryUid) !== []) {
				throw self::because('OFFER_OPEN', 'entry');
			}
			if ($this->taken->between($calendarId, $claim->start, $claim->end, $now) !== []) {
				throw self::because('SLOT_TAKEN', 'start');
			}
			$offer = $this->offers->add($entryUid, $calendarId, $time, $digest, $now, $expires);
			$this->holds->put($digest, $calendarId, new Hold($calendar, $type, $time, $claim, $expires, "waiting-list-$offer->id", null));
			$this->list->setStatus($entryUid, 'IN-PROCESS', $practice, $now);
			return $offer;
		}, $this->db);
		try {
			$this->offers->setHash($offer, $this->mailer->send($offer, $stored, $practice, $calendar));
		} catch (\Throwable $error) {
			$this->logger->warning('Sprechstunde could not send offer {id}: {error}', ['app' => 'sprechstunde', 'id' => $offer->id, 'error' => $error::class]);
			$this->end($offer, Offer::WITHDRAWN, $practice);
			throw self::because('OFFER_NOT_SENT');
		}
		$this->jobs->scheduleAfter(OfferJob::class, $expires, $offer->id);
		return $offer;
	}

	/**
	 * Ends an open offer: its time is free again, and the entry waits on.
	 *
	 * @param string $state one of Offer's
	 * @return bool false: it was not open any more
	 */
	public function end(Offer $offer, string $state, Practice $practice): bool {
		return $this->atomic(function () use ($offer, $state, $practice): bool {
			if (!$this->offers->close($offer, $state)) {
				return false;
			}
			$this->holds->release($offer->hold);
			$this->list->setStatus($offer->entryUid, 'NEEDS-ACTION', $practice, $this->time->getTime());
			return true;
		}, $this->db);
	}

	/** Nobody answered: who was asked is passed over, and stays on the list. */
	public function endExpired(Practice $practice): void {
		foreach ($this->offers->open() as $offer) {
			if (!$offer->isOpen($this->time->getTime())) {
				$this->end($offer, Offer::EXPIRED, $practice);
			}
		}
	}

	private static function because(string $code, ?string $path = null): IssuesException {
		return new IssuesException([new Issue($code, $path)]);
	}
}
