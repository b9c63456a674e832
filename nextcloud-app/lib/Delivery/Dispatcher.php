<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\IJobList;
use Psr\Log\LoggerInterface;

/** Tells targets what is due, of one appointment one after the other. */
final class Dispatcher {
	private const BATCH = 50;
	/** Seconds after which a run leaves the rest to the next. */
	private const LONGEST = 60;

	public function __construct(
		private Deliverables $table,
		private Registry $registry,
		private PracticeStore $store,
		private CalendarIds $calendars,
		private ActivityLog $log,
		private GivenUpNotice $notice,
		private IJobList $jobs,
		private ITimeFactory $time,
		private LoggerInterface $logger,
	) {
	}

	/** @return int how many were told */
	public function run(): int {
		$this->store->refresh();
		$this->calendars->forget();
		$until = $this->time->getTime() + self::LONGEST;
		$told = 0;
		// one that doesn't answer keeps nobody else waiting
		$silent = [];
		do {
			$due = array_filter($this->table->due($this->time->getTime(), self::BATCH), static fn (Delivery $one): bool => !isset($silent[$one->target]));
			foreach ($due as $one) {
				if (!isset($silent[$one->target]) && $this->time->getTime() < $until && $this->table->claim($one, $this->time->getTime())) {
					$failure = $this->deliver($one);
					$told += $failure === null ? 1 : 0;
					$silent += $failure !== null && $failure->status === 0 ? [$one->target => true] : [];
				}
			}
			// what waited for these may be due now
		} while ($due !== [] && $this->time->getTime() < $until);
		$next = $this->table->nextDue();
		if ($next !== null && !$this->jobs->has(SendJob::class, $next)) {
			$this->jobs->scheduleAfter(SendJob::class, max($next, $this->time->getTime()), $next);
		}
		return $told;
	}

	/** @return ?DeliveryFailed null: it is settled */
	private function deliver(Delivery $one): ?DeliveryFailed {
		try {
			$sender = $this->registry->senderFor($one->target) ?? throw new TargetGone();
			$status = $sender->send($one);
			$this->table->done($one, $status, $this->time->getTime());
			$this->note('SUCCESS', 'DELIVERY_SENT', $one, ['event' => $one->kind]);
			return null;
		} catch (TargetGone) {
			$this->table->drop($one);
			return null;
		} catch (\Throwable $error) {
			$failure = $error instanceof DeliveryFailed ? $error : new DeliveryFailed('INTERNAL');
			if ($failure !== $error) {
				$this->logger->error('Sprechstunde could not send delivery {id}', ['app' => 'sprechstunde', 'id' => $one->id, 'exception' => $error]);
			}
			$this->failed($one, $failure);
			return $failure;
		}
	}

	private function failed(Delivery $one, DeliveryFailed $why): void {
		$now = $this->time->getTime();
		$attempt = $one->attempts + 1;
		$next = Backoff::next($attempt, $one->since, $why, $now);
		$params = ['error' => $why->status === 0 ? $why->reason : "HTTP $why->status", 'attempt' => $attempt];
		if ($next === null) {
			$this->table->dead($one, $why, $now);
			$this->note('ERROR', 'DELIVERY_GIVEN_UP', $one, $params);
			$this->notice->givenUp($one->target);
			return;
		}
		$this->table->retry($one, $why, $next);
		$this->note('WARNING', 'DELIVERY_FAILED', $one, $params + ['next' => $next]);
	}

	/**
	 * @param 'SUCCESS'|'WARNING'|'ERROR' $level
	 * @param array<string, string|int> $params
	 */
	private function note(string $level, string $code, Delivery $one, array $params): void {
		$this->log->note($level, $code, new Writer('', null), $one->objectId, $one->calendarId, $one->uid, ['target' => TargetNames::called($this->store->get(), $one->target)] + $params);
	}
}
