<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component;
use Sabre\VObject\Component\VTimeZone;
use Sabre\VObject\Property;
use Sabre\VObject\TimeZoneUtil;

/** Finds the zone that a property's TZID means. */
final class PropertyZone {
	/** @var array<string, true>|null lower-case IANA names */
	private static ?array $known = null;

	/**
	 * An IANA name, else what its VTIMEZONE or a table of usual names says, else the practice's.
	 */
	public static function clock(Property $property, \DateTimeZone $practiceZone): ZoneClock {
		$name = EventProperties::parameter($property, 'TZID');
		if ($name === '') {
			return new ZoneClock($practiceZone);
		}
		if (preg_match('/^(utc|gmt|z)$/i', $name) === 1) {
			return new ZoneClock(new \DateTimeZone('UTC'));
		}
		if (self::knows($name)) {
			return new ZoneClock(new \DateTimeZone($name));
		}
		$root = $property;
		while ($root->parent !== null) {
			$root = $root->parent;
		}
		$definition = $root instanceof Component ? self::definition($root, $name) : null;
		if ($definition === null) {
			return new ZoneClock($practiceZone);
		}
		$location = EventProperties::text($definition, 'X-LIC-LOCATION') ?? '';
		if (self::knows($location)) {
			return new ZoneClock(new \DateTimeZone($location));
		}
		return new ZoneClock(self::usualName($name) ?? self::fixedOffset($definition) ?? $practiceZone);
	}

	private static function knows(string $name): bool {
		self::$known ??= array_fill_keys(array_map(strtolower(...), \DateTimeZone::listIdentifiers(\DateTimeZone::ALL_WITH_BC)), true);
		return isset(self::$known[strtolower($name)]);
	}

	private static function definition(Component $root, string $name): ?VTimeZone {
		foreach ($root->select('VTIMEZONE') as $zone) {
			if ($zone instanceof VTimeZone && EventProperties::text($zone, 'TZID') === $name) {
				return $zone;
			}
		}
		return null;
	}

	/** Windows, Lotus and Exchange names. */
	private static function usualName(string $name): ?\DateTimeZone {
		try {
			// @phpstan-ignore argument.type (its docblock types the flag by its default)
			return TimeZoneUtil::getTimeZone($name, null, true);
		} catch (\InvalidArgumentException) {
			return null;
		}
	}

	/** A VTIMEZONE with one offset all the year. */
	private static function fixedOffset(VTimeZone $definition): ?\DateTimeZone {
		$offsets = [];
		foreach ($definition->getComponents() as $part) {
			$offsets[] = EventProperties::text($part, 'TZOFFSETTO') ?? '';
		}
		$offsets = array_values(array_unique($offsets));
		return count($offsets) === 1 && preg_match('/^[+-]\d{4}$/', $offsets[0]) === 1 ? new \DateTimeZone($offsets[0]) : null;
	}
}
