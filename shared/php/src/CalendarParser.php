<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component;
use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Property;
use Sabre\VObject\Reader;

/** Reads calendar objects from outside, whatever they hold. */
final class CalendarParser {
	private const DEEPEST = 4;
	/** RFC 7265 §3.6.4, 3.6.5 */
	private const TIMES = ['date' => '/^\d{4}-\d\d-\d\d$/D', 'date-time' => '/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ?$/D'];

	/**
	 * @param string $body iCalendar (RFC 5545) or jCal (RFC 7265)
	 * @throws IssuesException OBJECT_TOO_LARGE, OBJECT_MALFORMED
	 */
	public static function parse(string $body): VCalendar {
		$max = Contract::load()->limits()['objectBytes'];
		if (strlen($body) > $max) {
			throw new IssuesException([new Issue('OBJECT_TOO_LARGE', null, ['max' => $max])]);
		}
		$calendar = str_starts_with(ltrim($body), '[') || self::isWhole($body) ? self::parseStored($body) : null;
		return $calendar !== null && self::hasRulesToFollow($calendar) ? $calendar : throw new IssuesException([new Issue('OBJECT_MALFORMED')]);
	}

	/**
	 * Likewise without the limit, for what stands in a calendar already: an import can be larger than what we accept.
	 *
	 * @throws IssuesException OBJECT_MALFORMED
	 */
	public static function parseStored(string $body): VCalendar {
		$malformed = new IssuesException([new Issue('OBJECT_MALFORMED')]);
		try {
			if (str_starts_with(ltrim($body), '[')) {
				$jcal = json_decode($body, true, 32, JSON_THROW_ON_ERROR);
				$calendar = is_array($jcal) && self::isComponent($jcal) ? Reader::readJson(json_encode(self::cleaned($jcal), JSON_THROW_ON_ERROR)) : null;
			} else {
				$calendar = Reader::read(self::plain($body));
			}
			// reads every value once: some are only looked at when they are written
			$calendar?->serialize();
		} catch (\Throwable) {
			throw $malformed;
		}
		return $calendar instanceof VCalendar ? $calendar : throw $malformed;
	}

	/** One VCALENDAR to its end and nothing behind it: Sabre takes a text that breaks off between two components for a whole one, and overlooks what follows. */
	private static function isWhole(string $body): bool {
		return preg_match_all('/^END:VCALENDAR[ \t]*\r?$/mi', $body) === 1 && preg_match('/^END:VCALENDAR\s*\z/mi', $body) === 1;
	}

	/** An iCalendar body as it is read: without a byte order mark at its begin, and without control characters. */
	public static function plain(string $body): string {
		return self::withoutControls(str_starts_with($body, "\u{FEFF}") ? substr($body, 3) : $body);
	}

	/** Control characters but TAB and line ends vanish: no text means anything by them. */
	private static function withoutControls(string $text): string {
		return preg_replace('/[^\P{Cc}\r\n\t]/u', '', $text) ?? (string)preg_replace('/[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]/', '', $text);
	}

	/**
	 * @param array<mixed> $component jCal that `isComponent` found well
	 * @return array<mixed>
	 */
	private static function cleaned(array $component): array {
		/** @var array{string, list<array<int, mixed>>, 2?: list<array<mixed>>} $component */
		$clean = static function (mixed $value) use (&$clean): mixed {
			return is_array($value) ? array_map($clean, $value) : (is_string($value) ? self::withoutControls(str_replace(["\r\n", "\r"], "\n", $value)) : $value);
		};
		return [
			$component[0],
			array_map(static fn (array $property): array => [$property[0], (object)(is_array($property[1]) ? array_map($clean, $property[1]) : []), ...array_map($clean, array_slice($property, 2))], $component[1]),
			array_map(self::cleaned(...), $component[2] ?? []),
		];
	}

	/** A rule that names no frequency, or a day or a time that there is not, is none (RFC 5545 §3.3.10). */
	private static function hasRulesToFollow(Component $component): bool {
		foreach ($component->children() as $child) {
			if ($child instanceof Component ? !self::hasRulesToFollow($child)
				: $child instanceof Property && in_array($child->name, ['RRULE', 'EXRULE'], true) && (RecurrenceRule::parse($child->getParts()) === null || array_filter(array_keys($child->getParts()), self::isName(...)) !== array_keys($child->getParts()))) {
				return false;
			}
		}
		return true;
	}

	/** Whether decoded JSON has the shape of a jCal component; Sabre raises TypeErrors over others. */
	public static function isComponent(mixed $jcal, int $depth = 1): bool {
		if (!is_array($jcal) || !array_is_list($jcal) || $depth > self::DEEPEST || !self::isName($jcal[0] ?? null)
			|| !self::isListOf($jcal[1] ?? null, self::isProperty(...))) {
			return false;
		}
		return self::isListOf($jcal[2] ?? [], static fn (mixed $one): bool => self::isComponent($one, $depth + 1));
	}

	private static function isProperty(mixed $property): bool {
		if (!is_array($property) || !array_is_list($property) || count($property) < 4
			|| !self::isName($property[0]) || !self::areParameters($property[1]) || !self::isName($property[2])) {
			return false;
		}
		// only these are escaped when they are written; in others a line break would begin a new property
		$mayHoldLines = in_array(strtolower($property[2]), ['text', 'unknown'], true);
		// Sabre takes other forms too, and makes other times of them
		$time = self::TIMES[strtolower($property[2])] ?? null;
		return self::isListOf(array_slice($property, 3), static fn (mixed $value): bool => self::isValue($value, $mayHoldLines)
			&& ($time === null || (is_string($value) && preg_match($time, $value) === 1)));
	}

	private static function areParameters(mixed $parameters): bool {
		if (!is_array($parameters)) {
			return false;
		}
		foreach ($parameters as $name => $value) {
			$values = is_array($value) ? $value : [$value];
			if (!self::isName((string)$name) || array_filter($values, is_string(...)) !== $values) {
				return false;
			}
		}
		return true;
	}

	/** A scalar, a list of them (structured values), or a recurrence rule's object. */
	private static function isValue(mixed $value, bool $mayHoldLines): bool {
		$flat = is_array($value) ? array_merge(...array_map(static fn (mixed $one): array => is_array($one) ? $one : [$one], array_values($value))) : [$value];
		return array_filter($flat, static fn (mixed $one): bool => is_scalar($one)
			&& ($mayHoldLines || !is_string($one) || preg_match('/\p{Cc}/u', $one) === 0)) === $flat;
	}

	/** @param \Closure(mixed): bool $is */
	private static function isListOf(mixed $list, \Closure $is): bool {
		return is_array($list) && array_is_list($list) && array_filter($list, $is) === $list;
	}

	private static function isName(mixed $name): bool {
		return is_string($name) && preg_match('/^[A-Za-z0-9-]{1,64}$/D', $name) === 1;
	}
}
