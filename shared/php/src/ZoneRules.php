<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component;
use Sabre\VObject\Component\VTimeZone;
use Sabre\VObject\Property;

/**
 * The offsets that a VTIMEZONE defines (RFC 5545 §3.6.5). Of rules only those are followed that real programs write:
 * yearly, on the nth weekday of a month.
 *
 * @phpstan-type Rule array{month: int, weekday: int, nth: int, until: int}
 * @phpstan-type Observance array{onsets: non-empty-list<int>, rule: ?Rule, from: int, to: int}
 */
final class ZoneRules {
	private const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
	private const DAY = 86400;

	/** @var array<int, list<array{int, int}>> by year: instant of a change and the offset from then on */
	private array $known = [];

	/** @param non-empty-list<Observance> $observances STANDARD and DAYLIGHT; onsets are wall clocks of the offset before */
	private function __construct(
		private readonly array $observances,
	) {
	}

	/** Null where it has other rules, or lacks a part. */
	public static function of(VTimeZone $definition): ?self {
		$observances = [];
		foreach ($definition->getComponents() as $part) {
			$one = self::observance($part);
			if ($one === null) {
				return null;
			}
			$observances[] = $one;
		}
		return $observances === [] ? null : new self($observances);
	}

	/** Seconds to add to UTC at an instant. */
	public function offset(int $instant): int {
		$first = $this->observances[0];
		if (array_filter($this->observances, static fn (array $one): bool => $one['to'] !== $first['to']) === []) {
			return $first['to'];
		}
		$offset = null;
		foreach ($this->changes((int)gmdate('Y', $instant)) as [$at, $to]) {
			if ($at > $instant) {
				break;
			}
			$offset = $to;
		}
		return $offset ?? array_reduce($this->observances, static fn (array $a, array $b): array => $b['onsets'][0] < $a['onsets'][0] ? $b : $a, $first)['from'];
	}

	/** @return list<array{int, int}> */
	private function changes(int $year): array {
		if (!isset($this->known[$year])) {
			$changes = [];
			foreach ($this->observances as $one) {
				foreach (self::onsetsAround($one, $year) as $wall) {
					$changes[] = [$wall - $one['from'], $one['to']];
				}
			}
			usort($changes, static fn (array $a, array $b): int => $a[0] <=> $b[0]);
			$this->known[$year] = $changes;
		}
		return $this->known[$year];
	}

	/** @return ?Observance */
	private static function observance(Component $part): ?array {
		$starts = EventProperties::all($part, 'DTSTART');
		$onset = count($starts) === 1 ? self::walls($starts[0])[0] ?? null : null;
		$to = self::seconds(EventProperties::text($part, 'TZOFFSETTO') ?? '');
		$fromText = EventProperties::text($part, 'TZOFFSETFROM');
		$from = $fromText === null ? $to : self::seconds($fromText);
		$rules = EventProperties::all($part, 'RRULE');
		$rule = count($rules) === 1 ? self::rule($rules[0]) : null;
		if ($onset === null || $to === null || $from === null || count($rules) > 1 || (count($rules) === 1 && $rule === null)) {
			return null;
		}
		$onsets = [$onset];
		foreach (EventProperties::all($part, 'RDATE') as $property) {
			foreach (self::walls($property) as $wall) {
				if ($wall > $onset) {
					$onsets[] = $wall;
				}
			}
		}
		return ['onsets' => $onsets, 'rule' => $rule, 'from' => $from, 'to' => $to];
	}

	/** @return list<int> wall clocks, in seconds as if they were UTC */
	private static function walls(Property $property): array {
		$walls = [];
		foreach ($property->getParts() as $part) {
			$text = is_scalar($part) ? (string)$part : '';
			if (preg_match('/^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?/', $text, $match) === 1) {
				$walls[] = (int)gmmktime((int)($match[4] ?? 0), (int)($match[5] ?? 0), (int)($match[6] ?? 0), (int)$match[2], (int)$match[3], (int)$match[1]);
			}
		}
		return $walls;
	}

	private static function seconds(string $offset): ?int {
		return preg_match('/^([+-])(\d{2}):?(\d{2})(?::?(\d{2}))?$/D', $offset, $match) === 1
			? ($match[1] === '-' ? -1 : 1) * ((int)$match[2] * 3600 + (int)$match[3] * 60 + (int)($match[4] ?? 0)) : null;
	}

	/** @return ?Rule */
	private static function rule(Property $property): ?array {
		$parts = array_change_key_case($property->getParts(), CASE_UPPER);
		$text = static fn (string $name): string => strtoupper(is_scalar($parts[$name] ?? null) ? (string)$parts[$name] : '');
		$others = array_diff(array_keys($parts), ['FREQ', 'BYMONTH', 'BYDAY', 'UNTIL', 'WKST', 'INTERVAL']);
		if ($text('FREQ') !== 'YEARLY' || $others !== [] || !in_array($text('INTERVAL'), ['', '0', '1'], true) || preg_match('/^([1-9]|1[0-2])$/D', $text('BYMONTH')) !== 1
			|| preg_match('/^([+-]?[1-5])(SU|MO|TU|WE|TH|FR|SA)$/D', $text('BYDAY'), $day) !== 1) {
			return null;
		}
		$until = PHP_INT_MAX;
		if ($text('UNTIL') !== '') {
			if (preg_match('/^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})Z?)?$/D', $text('UNTIL'), $match) !== 1) {
				return null;
			}
			$until = (int)gmmktime((int)($match[4] ?? 0), (int)($match[5] ?? 0), (int)($match[6] ?? 0), (int)$match[2], (int)$match[3], (int)$match[1]);
		}
		return ['month' => (int)$text('BYMONTH'), 'weekday' => (int)array_search($day[2], self::WEEKDAYS, true), 'nth' => (int)$day[1], 'until' => $until];
	}

	/**
	 * The onsets of the year, of the one before and the one after, or the last ones there were.
	 *
	 * @param Observance $one
	 * @return list<int>
	 */
	private static function onsetsAround(array $one, int $year): array {
		$onsets = $one['onsets'];
		$rule = $one['rule'];
		if ($rule === null) {
			return $onsets;
		}
		$first = $onsets[0];
		$last = min($year + 1, $rule['until'] === PHP_INT_MAX ? $year + 1 : (int)gmdate('Y', $rule['until']));
		for ($each = $last - 3; $each <= $last; $each++) {
			$day = self::nthWeekday($each, $rule);
			$wall = $day === null ? null : $day + $first - (int)floor($first / self::DAY) * self::DAY;
			if ($wall !== null && $wall > $first && $wall - $one['from'] <= $rule['until']) {
				$onsets[] = $wall;
			}
		}
		return $onsets;
	}

	/** @param Rule $rule */
	private static function nthWeekday(int $year, array $rule): ?int {
		$begin = (int)gmmktime(0, 0, 0, $rule['month'], 1, $year);
		$length = (int)gmdate('t', $begin);
		$first = 1 + ($rule['weekday'] - (int)gmdate('w', $begin) + 7) % 7;
		$date = $rule['nth'] > 0 ? $first + 7 * ($rule['nth'] - 1) : $first + 7 * (intdiv($length - $first, 7) + 1 + $rule['nth']);
		return $date >= 1 && $date <= $length ? $begin + ($date - 1) * self::DAY : null;
	}
}
