<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Record\StateRow;
use OCP\AppFramework\Utility\ITimeFactory;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\WaitingEntry;

/** The waiting list as the team's page shows it. Times in UTC, ISO 8601. */
final class WaitingView {
	public function __construct(
		private Queue $queue,
		private TaskList $list,
		private Offers $offers,
		private CalendarIds $calendars,
		private PracticePaths $paths,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param string $userId account that asks: addresses are as it reaches them
	 * @return array<string, mixed>
	 */
	public function of(Practice $practice, string $userId): array {
		$list = $practice->waitingList();
		if ($list === null || $this->list->id() === null) {
			return ['list' => null, 'entries' => [], 'freed' => [], 'offers' => []];
		}
		$now = $this->time->getTime();
		$entries = $this->queue->entries($practice);
		$related = $this->queue->related($entries);
		$open = array_values(array_filter($this->offers->open(), static fn (Offer $offer): bool => $offer->isOpen($now)));
		$href = TaskList::addressFor($list, $userId);
		return [
			'list' => [
				'href' => $href, 'domain' => $practice->domain, 'offerMinutes' => $list->offerMinutes, 'isAutomatic' => $list->isAutomatic,
				'canOffer' => $practice->website()['manageUrl'] !== null,
			],
			'entries' => array_map(fn (StoredEntry $stored): array => $this->entry($stored, $href, $related, $userId), $entries),
			'freed' => array_map(static fn (array $one): array => [
				'calendar' => $one['calendar']->id, ...$one['time']->toArray(),
				'matches' => array_map(static fn (array $match): string => $match['entry']->uid, $one['matches']),
			], $this->queue->freed($entries, $practice, $now)),
			'offers' => array_map($this->offer(...), $open),
		];
	}

	/** @return array<string, mixed> */
	public function offer(Offer $offer): array {
		return [
			'id' => (string)$offer->id, 'entry' => $offer->entryUid, 'calendar' => $this->calendars->all()[$offer->calendarId]->id ?? '', ...$offer->time->toArray(),
			'expires' => Interval::iso($offer->expires), 'seconds' => max(0, $offer->expires - $this->time->getTime()),
		];
	}

	/**
	 * @param array<string, StateRow> $related
	 * @return array<string, mixed>
	 */
	private function entry(StoredEntry $stored, string $href, array $related, string $userId): array {
		$entry = $stored->entry;
		$row = $related[$entry->related ?? ''] ?? null;
		$calendar = $row === null ? null : $this->calendars->all()[$row->calendarId] ?? null;
		return [
			'uid' => $entry->uid, 'href' => $href . rawurlencode($stored->uri), 'etag' => $stored->etag, 'status' => $entry->status, 'priority' => $entry->priority,
			'created' => self::iso($entry->created), 'earliest' => self::iso($entry->earliest), 'latest' => self::iso($entry->latest),
			'calendars' => $entry->calendars, 'times' => $entry->times, 'fields' => (object)$entry->fields, 'note' => $entry->note,
			'summary' => self::summary($stored), 'isReachable' => self::isReachable($entry), 'relatedUid' => $entry->related,
			'related' => $row === null || $calendar === null ? null : [
				'calendar' => $calendar->id, ...(new Interval($row->start, $row->end))->toArray(), 'status' => $row->status,
				'href' => $this->paths->addressFor($calendar, $userId) . rawurlencode($row->uri),
			],
		];
	}

	/** What a program for tasks has typed, where there is no name. */
	private static function summary(StoredEntry $stored): string {
		return (string)($stored->object->VTODO->SUMMARY ?? '');
	}

	private static function isReachable(WaitingEntry $entry): bool {
		return $entry->field('email') !== '' && $entry->field('birthDate') !== '';
	}

	private static function iso(?int $instant): ?string {
		return $instant === null ? null : Interval::iso($instant);
	}
}
