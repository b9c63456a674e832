<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component;
use Sabre\VObject\Component\VTimeZone;
use Sabre\VObject\Property;

/** Finds the zone that a property's TZID means. */
final class PropertyZone {
	/** Names that are abbreviations too: to PHP these have no summer time. */
	private const ZONES = ['CET' => 'Europe/Brussels', 'MET' => 'Europe/Brussels', 'EET' => 'Europe/Athens', 'WET' => 'Europe/Lisbon'];

	/** Known without the list of all, which each request would have to make. */
	private const USUAL = ['Europe/Berlin' => true, 'Europe/Vienna' => true, 'Europe/Zurich' => true];

	/** @var array<string, true>|null lower-case IANA names */
	private static ?array $known = null;

	/**
	 * An IANA name, else what its VTIMEZONE says, else what Windows means by the name, else the practice's zone.
	 */
	public static function clock(Property $property, \DateTimeZone $practiceZone): ZoneClock {
		$tzid = EventProperties::parameter($property, 'TZID');
		if ($tzid === '') {
			return new ZoneClock($practiceZone);
		}
		$zone = self::named($tzid);
		if ($zone !== null) {
			return new ZoneClock($zone);
		}
		$root = $property;
		while ($root->parent !== null) {
			$root = $root->parent;
		}
		$definition = $root instanceof Component ? self::definition($root, $tzid) : null;
		$zone = $definition === null ? null : self::named(EventProperties::text($definition, 'X-LIC-LOCATION') ?? '');
		$rules = $definition === null || $zone !== null ? null : ZoneRules::of($definition);
		$windows = Contract::load()->windowsZone($tzid);
		return new ZoneClock($rules ?? $zone ?? ($windows === null ? $practiceZone : new \DateTimeZone($windows)));
	}

	/** The zone that a name means: itself, or the end of one such as `/freeassociation.sourceforge.net/Europe/Berlin`; null where it means none. */
	private static function named(string $tzid): ?\DateTimeZone {
		if (preg_match('/^(utc|gmt|z)$/iD', $tzid) === 1) {
			return new \DateTimeZone('UTC');
		}
		if (self::knows($tzid)) {
			return new \DateTimeZone(self::ZONES[strtoupper($tzid)] ?? $tzid);
		}
		$parts = str_starts_with($tzid, '/') ? explode('/', $tzid) : [];
		foreach ([3, 2] as $count) {
			$end = implode('/', array_slice($parts, -$count));
			if (self::knows($end)) {
				return new \DateTimeZone($end);
			}
		}
		return null;
	}

	private static function knows(string $name): bool {
		if (isset(self::USUAL[$name])) {
			return true;
		}
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
}
