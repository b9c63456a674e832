<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Note;
use Sprechstunde\Core\Role;

/** A change of a calendar object as the log has it: what happened, and the names of what else changed, never their values. */
final readonly class LoggedChange {
	private const REPETITION = ['RRULE', 'RDATE', 'EXDATE'];

	/**
	 * @param 'INFO'|'SUCCESS' $level
	 * @param array<string, string|int> $params
	 */
	private function __construct(
		public string $level,
		public string $code,
		public array $params,
	) {
	}

	/**
	 * @param ?StateRow $before null: the object is new
	 * @param ?VCalendar $old what it held; null where that is not known
	 * @param ?Role $by who changed it; null: the system
	 */
	public static function of(?StateRow $before, StateRow $after, ?VCalendar $old, VCalendar $new, ?Role $by): self {
		$kind = $after->kind === 'block' ? 'BLOCK' : 'APPOINTMENT';
		if ($before === null || ($before->kind === 'block' && $after->kind !== 'block')) {
			return new self('INFO', $after->status === 'TENTATIVE' ? 'APPOINTMENT_RECEIVED' : $kind . '_CREATED', []);
		}
		if ($before->deletedAt !== 0) {
			return new self('INFO', $kind . '_RESTORED', []);
		}
		$fields = $old === null ? [] : self::fields($old, $new);
		if ($before->calendarId !== $after->calendarId) {
			$fields[] = 'calendar';
		}
		$isMoved = $before->start !== $after->start || $before->end !== $after->end;
		$code = $kind === 'BLOCK' ? 'BLOCK_CHANGED' : self::decision($before->status, $after->status, $by) ?? ($before->start !== $after->start ? 'APPOINTMENT_MOVED' : 'APPOINTMENT_CHANGED');
		if ($isMoved && $code !== 'APPOINTMENT_MOVED') {
			array_unshift($fields, ...array_keys(array_filter(['start' => $before->start !== $after->start, 'end' => $before->end !== $after->end])));
		}
		$params = match ($code) {
			'APPOINTMENT_MOVED' => ['from' => $before->start, 'to' => $after->start],
			'APPOINTMENT_REOPENED' => ['status' => $after->status],
			default => [],
		};
		return new self($code === 'APPOINTMENT_APPROVED' ? 'SUCCESS' : 'INFO', $code, $params + ($fields === [] ? [] : ['fields' => implode(',', $fields)]));
	}

	/** Written, but with nothing changed that the log has a name for. */
	public function isNothing(): bool {
		return in_array($this->code, ['APPOINTMENT_CHANGED', 'BLOCK_CHANGED'], true) && $this->params === [];
	}

	private static function decision(string $from, string $to, ?Role $by): ?string {
		return match (true) {
			$from === $to => null,
			$to === 'CANCELLED' && $from !== 'TENTATIVE' => 'APPOINTMENT_CANCELLED',
			$to === 'CANCELLED' => $by === Role::Patient ? 'APPOINTMENT_WITHDRAWN' : 'APPOINTMENT_REJECTED',
			$from === 'TENTATIVE' && $to === 'CONFIRMED' => 'APPOINTMENT_APPROVED',
			default => 'APPOINTMENT_REOPENED',
		};
	}

	/** @return list<string> names */
	private static function fields(VCalendar $old, VCalendar $new): array {
		[$before, $after] = [AppointmentReader::master($old), AppointmentReader::master($new)];
		if ($before === null || $after === null || $before === $after) {
			return [];
		}
		$changed = [];
		foreach (Contract::load()->fields() as $field) {
			// what the server sets follows from the rest
			if (!$field->serverSet && self::differ($before, $after, $field->property)) {
				$changed[] = $field->name;
			}
		}
		if (self::differ($before, $after, 'DESCRIPTION') && self::note($before) !== self::note($after)) {
			$changed[] = 'note';
		}
		if (self::repeats($old, $before) !== self::repeats($new, $after)) {
			$changed[] = 'repetition';
		}
		return $changed;
	}

	private static function differ(VEvent $before, VEvent $after, string $property): bool {
		return (EventProperties::text($before, $property) ?? '') !== (EventProperties::text($after, $property) ?? '');
	}

	private static function note(VEvent $event): string {
		return Note::read(EventProperties::text($event, 'DESCRIPTION') ?? '', null);
	}

	private static function repeats(VCalendar $calendar, VEvent $master): string {
		$events = count(EventProperties::events($calendar));
		return $events . implode("\n", array_map(static fn (string $name): string => implode(',', array_map(EventProperties::textOf(...), EventProperties::all($master, $name))), self::REPETITION));
	}
}
