<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\AppFramework\Utility\ITimeFactory;
use Psr\Log\LoggerInterface;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\OpeningHours;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\WaitingEntry;

/** What the waiting list does by itself: offers end, and where the practice wants it so, freed time is offered to whose turn it is. */
final class WaitingRound {
	private const DAY = 86400;

	public function __construct(
		private PracticeStore $store,
		private TaskList $entries,
		private Queue $queue,
		private OfferDesk $desk,
		private Offers $offers,
		private FreedTime $freed,
		private ITimeFactory $time,
		private LoggerInterface $logger,
	) {
	}

	public function run(): void {
		$practice = $this->store->get();
		$list = $practice?->waitingList();
		if ($practice === null || $list === null) {
			return;
		}
		$now = $this->time->getTime();
		$this->desk->endExpired($practice);
		$this->freed->removePast($now);
		$this->offers->removeBefore($now - self::DAY);
		$this->entries->removeDone($now);
		if ($list->isAutomatic && $practice->website()['manageUrl'] !== null) {
			$this->offerFreed($practice, $now - Contract::load()->undoSeconds());
		}
	}

	/** @param int $before what was freed later can still be taken back */
	private function offerFreed(Practice $practice, int $before): void {
		$asked = [];
		foreach ($this->queue->freed($this->queue->entries($practice), $practice, $before) as ['calendar' => $calendar, 'matches' => $matches]) {
			foreach ($matches as ['entry' => $entry, 'time' => $time]) {
				if (in_array($entry->uid, $asked, true) || !self::isReachable($entry) || !self::isOpen($practice, $calendar, $time)) {
					continue;
				}
				try {
					$this->desk->offer($entry->uid, $calendar, $time->start, $practice);
					$asked[] = $entry->uid;
					break;
				} catch (IssuesException $refusal) {
					// taken or withdrawn meanwhile, or the mail server is away: the next round tries again
					$this->logger->info('Sprechstunde made no offer: {code}', ['app' => 'sprechstunde', 'code' => $refusal->issues[0]->code]);
				}
			}
		}
	}

	/** What the practice entered at night or on a day off is no time to which patients are called without its word. */
	private static function isOpen(Practice $practice, CalendarConfig $calendar, Interval $time): bool {
		return Interval::subtract([$time], OpeningHours::of($calendar, $practice->timeZone(), $time->start, $time->end)) === [];
	}

	private static function isReachable(WaitingEntry $entry): bool {
		return $entry->field('email') !== '' && $entry->field('birthDate') !== '';
	}
}
