<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Xconcept;

use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Practice;

/** An appointment as a program's REST interface takes it. */
final class RequestBody {
	private const LONGEST = 255;

	/**
	 * Date and time are on the practice's clock; what says nothing is left out.
	 *
	 * @param Interval $time when it takes place
	 * @param list<array{name: string, value: string}> $fields which member holds what
	 * @return array<string, string|int>
	 */
	public static function of(Appointment $appointment, Interval $time, CalendarConfig $calendar, Practice $practice, array $fields): array {
		$clock = (new \DateTimeImmutable("@$time->start"))->setTimezone($practice->timeZone());
		$body = [];
		foreach ($fields as ['name' => $name, 'value' => $value]) {
			foreach (explode('|', $value) as $one) {
				$found = match ($one) {
					'date' => $clock->format('Y-m-d'),
					'time' => $clock->format('H:i'),
					'duration' => (int)round(($time->end - $time->start) / 60),
					'uid' => $appointment->uid,
					'status' => strtolower($appointment->status),
					'calendar' => $calendar->id,
					'appointmentType' => $practice->type($appointment->field($one))?->label[$practice->language === 'en' ? 'en' : 'de'] ?? $appointment->field($one),
					default => $appointment->field($one),
				};
				if ($found !== '') {
					$body[$name] = $found;
					break;
				}
			}
		}
		return $body;
	}

	/**
	 * The id that the program gave an appointment.
	 *
	 * @param mixed $answer decoded JSON
	 * @param string $name of the member that holds it
	 * @return ?string null where the answer holds none that can be kept
	 */
	public static function idIn(mixed $answer, string $name): ?string {
		return is_array($answer) && ($answer === [] || !array_is_list($answer)) ? self::id($answer[$name] ?? null) : null;
	}

	/** A text or a whole number, in at most 255 characters without control characters; null: neither. */
	public static function id(mixed $value): ?string {
		$text = match (true) {
			is_string($value) => $value,
			is_int($value) && abs($value) <= EventReader::MOST => (string)$value,
			default => '',
		};
		return $text !== '' && mb_strlen($text) <= self::LONGEST && preg_match('/^\P{Cc}+$/Du', $text) === 1 ? $text : null;
	}
}
