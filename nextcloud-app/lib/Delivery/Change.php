<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCA\Sprechstunde\Record\StateRow;
use OCA\Sprechstunde\Record\Writer;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Webhooks\ChangeEvents;

/** A write of an appointment, as those who listen to changes see it. */
final readonly class Change {
	/** @var list<string> events of the contract that it is, the most telling first; none where it is none to anybody */
	public array $events;

	/**
	 * @param ?StateRow $before null: it is new, or it was a block
	 * @param ?StateRow $after null: it was deleted, or it is a block now
	 * @param array<int, CalendarConfig> $calendars by database id
	 */
	private function __construct(
		public ?StateRow $before,
		public ?StateRow $after,
		public Writer $writer,
		private array $calendars,
	) {
		$this->events = ChangeEvents::of($before === null ? null : $this->shape($before), $after === null ? null : $this->shape($after));
	}

	/**
	 * @param ?StateRow $before null: the object is new
	 * @param ?StateRow $after null: the object was deleted
	 * @param array<int, CalendarConfig> $calendars by database id
	 * @return ?self null where it is about no appointment
	 */
	public static function between(?StateRow $before, ?StateRow $after, Writer $writer, array $calendars): ?self {
		$appointment = static fn (?StateRow $state): ?StateRow => $state === null || $state->kind !== 'appointment' || $state->deletedAt !== 0 ? null : $state;
		[$before, $after] = [$appointment($before), $appointment($after)];
		return $before === null && $after === null ? null : new self($before, $after, $writer, $calendars);
	}

	/** What holds now; of what was deleted, what held last. */
	public function about(): StateRow {
		return $this->after ?? $this->before ?? throw new \LogicException('a change of nothing');
	}

	public function hasMoved(): bool {
		return in_array('moved', $this->events, true);
	}

	/** Whether it happens in a calendar, or takes the appointment out of it. */
	public function concerns(string $calendar): bool {
		return $this->calendarOf($this->about()) === $calendar || ($this->before !== null && $this->calendarOf($this->before) === $calendar);
	}

	/** Id in the practice configuration; empty where it is none of its calendars. */
	public function calendarOf(StateRow $state): string {
		return $this->calendars[$state->calendarId]->id ?? '';
	}

	/** @return array{status: string, start: int, end: int, calendar: string} */
	private function shape(StateRow $state): array {
		return ['status' => $state->status, 'start' => $state->start, 'end' => $state->end, 'calendar' => $this->calendarOf($state)];
	}
}
