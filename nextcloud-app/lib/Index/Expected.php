<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Index;

use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\StateReader;
use OCA\Sprechstunde\Record\StateRow;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;

/** What the app's tables have to say of a stored object. */
final readonly class Expected {
	private const COMPARED = ['calendar_id' => 'calendar', 'uri' => 'uri', 'uid' => 'uid', 'kind' => 'kind', 'status' => 'status',
		'start_at' => 'start', 'end_at' => 'end', 'type_code' => 'type', 'source' => 'source', 'visible' => 'visible', 'deleted_at' => 'deleted'];

	private function __construct(
		public BusyTime $busy,
		public StateRow $state,
		private ?StateRow $stored,
		private Interval $range,
	) {
	}

	/**
	 * @param array{id: int, calendarId: int, uri: string, etag: string, data: string} $object
	 * @param ?StateRow $stored what is known of it: who created it and what happened to it stay
	 * @return ?self null where the object can't be read
	 */
	public static function of(array $object, ?StateRow $stored, Practice $practice, int $now): ?self {
		$calendar = Objects::parse($object['data']);
		if ($calendar === null) {
			return null;
		}
		$busy = BusyTime::whole($calendar, $practice, $now);
		$state = StateReader::read($object['id'], $object['calendarId'], $object['uri'], $calendar, $practice, $stored, $stored->actor ?? '', $now, $busy->until)
			// a change that nobody told us of is nobody's whom the PVS may overwrite
			->remembering($object['etag'], $stored !== null && $stored->etag === $object['etag'] ? $stored->recent : '');
		return new self($busy, $state, $stored, BusyTime::range($practice, $now));
	}

	/** @return list<string> names of what the stored state has wrong; empty where there is none at all */
	public function wrongFields(): array {
		$stored = $this->stored?->toRow() ?? $this->state->toRow();
		return array_values(array_filter(self::COMPARED, fn (string $column): bool => $stored[$column] !== $this->state->toRow()[$column], ARRAY_FILTER_USE_KEY));
	}

	/** Whether there is anything to be stored. */
	public function isNews(): bool {
		return $this->stored === null || $this->wrongFields() !== [] || $this->stored->indexedUntil !== $this->state->indexedUntil;
	}

	/** Whether the stored state says that all is in the index, though there is more. */
	public function claimsTooMuch(): bool {
		return $this->stored !== null && $this->busy->until !== 0 && ($this->stored->indexedUntil === 0 || $this->stored->indexedUntil > $this->busy->until);
	}

	/**
	 * How rows of the index differ, where they have to agree: from a year ago until where the object was followed last. Where the
	 * job has yet to follow it, more than its time may be taken.
	 *
	 * @param list<array{int, int, int}> $rows calendar, start, end
	 * @param int $due what was followed no further than this is for the job
	 * @return array{missing: list<Interval>, surplus: list<Interval>}
	 */
	public function difference(array $rows, int $due): array {
		$until = $this->stored === null || $this->stored->indexedUntil === 0 ? PHP_INT_MAX : $this->stored->indexedUntil;
		$range = new Interval($this->range->start, $this->busy->until === 0 ? $until : min($until, $this->range->end));
		$clip = static fn (Interval $one): Interval => $one->clip($range);
		$wanted = array_map($clip, $this->busy->intervals);
		$found = array_map(static fn (array $row): Interval => $clip(new Interval($row[1], $row[2])), array_values(array_filter($rows, fn (array $row): bool => $row[0] === $this->state->calendarId)));
		$elsewhere = array_map(static fn (array $row): Interval => new Interval($row[1], $row[2]), array_values(array_filter($rows, fn (array $row): bool => $row[0] !== $this->state->calendarId)));
		$surplus = $until < $due ? [] : Interval::subtract($found, $wanted);
		return ['missing' => Interval::subtract($wanted, $found), 'surplus' => Interval::merge([...$surplus, ...$elsewhere])];
	}
}
