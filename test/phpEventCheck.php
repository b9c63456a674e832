<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use PHPUnit\Framework\Assert;
use Sabre\VObject\Component;
use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sabre\VObject\Parameter;
use Sabre\VObject\Property;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\EventTime;
use Sprechstunde\Core\Interval;

/** Compares a calendar object with what a case expects of it. */
final class EventCheck {
	/** @param array<string, mixed> $expected properties, absent, propertyNames, components, overrides: those that are listed */
	public static function object(VCalendar $calendar, array $expected): void {
		$zone = new \DateTimeZone('Europe/Berlin');
		if (isset($expected['components'])) {
			$names = array_values(array_map(static fn (Component $one): string => (string)$one->name, $calendar->getComponents()));
			sort($names);
			Assert::assertSame($expected['components'], $names, 'components');
		}
		$master = AppointmentReader::master($calendar);
		if ($master !== null) {
			self::component($master, $expected, $zone);
		}
		/** @var array<string, array<string, mixed>> $overrides */
		$overrides = $expected['overrides'] ?? [];
		foreach ($overrides as $instant => $listed) {
			$found = array_filter(EventProperties::events($calendar), static fn (VEvent $one): bool => AppointmentReader::recurrenceInstant($one, $zone) === strtotime($instant));
			Assert::assertCount(1, $found, "override $instant");
			self::component(array_values($found)[0], $listed, $zone);
		}
	}

	/** @param array<string, mixed> $expected properties, absent, propertyNames: those that are listed */
	public static function component(Component $event, array $expected, \DateTimeZone $zone): void {
		if (isset($expected['propertyNames'])) {
			$names = [];
			foreach ($event->children() as $child) {
				if ($child instanceof Property) {
					$names[] = (string)$child->name;
				}
			}
			sort($names);
			Assert::assertSame($expected['propertyNames'], $names, 'propertyNames');
		}
		/** @var list<string> $absent */
		$absent = $expected['absent'] ?? [];
		foreach ($absent as $name) {
			Assert::assertSame([], EventProperties::all($event, $name), "$name should be absent");
		}
		/** @var array<string, mixed> $properties */
		$properties = $expected['properties'] ?? [];
		foreach ($properties as $name => $wanted) {
			if (is_array($wanted) && array_is_list($wanted)) {
				Assert::assertSame($wanted, EventProperties::values($event, $name), $name);
				continue;
			}
			$all = EventProperties::all($event, $name);
			Assert::assertCount(1, $all, $name);
			/** @var string|array{value?: string, params?: array<string, string>, instant?: string, tzid?: ?string, lines?: list<string>} $wanted */
			self::property($all[0], is_string($wanted) ? ['value' => $wanted] : $wanted, $zone);
		}
	}

	/** @param array{value?: string, params?: array<string, string>, instant?: string, tzid?: ?string, lines?: list<string>} $wanted */
	private static function property(Property $property, array $wanted, \DateTimeZone $zone): void {
		$name = (string)$property->name;
		Assert::assertSame([], array_diff(array_keys($wanted), ['value', 'params', 'instant', 'tzid', 'lines']), "$name: unknown check");
		if (isset($wanted['value'])) {
			Assert::assertSame($wanted['value'], EventProperties::textOf($property), $name);
		}
		if (isset($wanted['lines'])) {
			Assert::assertSame($wanted['lines'], explode("\n", EventProperties::textOf($property)), $name);
		}
		foreach ($wanted['params'] ?? [] as $parameter => $value) {
			$found = $property->parameters()[$parameter] ?? null;
			Assert::assertSame($value, $found instanceof Parameter ? (string)$found->getValue() : null, "$name;$parameter");
		}
		if (isset($wanted['instant'])) {
			$time = EventTime::ofProperty($property, $zone)[0] ?? null;
			Assert::assertSame($wanted['instant'], $time === null ? null : Interval::iso($time->instant), $name);
		}
		if (array_key_exists('tzid', $wanted)) {
			Assert::assertSame($wanted['tzid'] ?? '', EventProperties::parameter($property, 'TZID'), "$name;TZID");
			Assert::assertSame($wanted['tzid'] === null, str_ends_with((string)$property->getRawMimeDirValue(), 'Z'), "$name ends in Z");
		}
	}
}
