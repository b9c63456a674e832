<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component;
use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sabre\VObject\Parameter;
use Sabre\VObject\Property;

/** Reads and writes properties of a component; writing what stands there already touches nothing. */
final class EventProperties {
	/** @return list<VEvent> */
	public static function events(VCalendar $calendar): array {
		return array_values(array_filter($calendar->getComponents(), static fn (Component $one): bool => $one instanceof VEvent));
	}

	/** @return list<Property> */
	public static function all(Component $component, string $name): array {
		$found = [];
		foreach ($component->select($name) as $one) {
			if ($one instanceof Property) {
				$found[] = $one;
			}
		}
		return $found;
	}

	/** Text of the first property of that name, line ends as LF; null where there is none. */
	public static function text(Component $component, string $name): ?string {
		$property = self::all($component, $name)[0] ?? null;
		return $property === null ? null : self::textOf($property);
	}

	public static function textOf(Property $property): string {
		// an unescaped comma splits a text of ours into parts
		return str_replace(["\r\n", "\r"], "\n", implode(',', array_map(strval(...), $property->getParts())));
	}

	/** SEQUENCE (RFC 5545 §3.8.7.4); 0 where there is none, and where it is so high that there is none after it. */
	public static function sequence(Component $component): int {
		$text = self::text($component, 'SEQUENCE') ?? '';
		return preg_match('/^\d{1,9}$/D', $text) === 1 ? (int)$text : 0;
	}

	/** @return list<string> of a property with several values (CATEGORIES), over all its lines, empty ones left out */
	public static function values(Component $component, string $name): array {
		$values = [];
		foreach (self::all($component, $name) as $property) {
			array_push($values, ...array_map(strval(...), array_values($property->getParts())));
		}
		return array_values(array_filter($values, static fn (string $one): bool => $one !== ''));
	}

	/** Makes it the only property of that name. */
	public static function set(Component $component, string $name, string $text): void {
		$present = self::all($component, $name);
		if (count($present) !== 1 || self::textOf($present[0]) !== $text) {
			$component->remove($name);
			$component->add($name, $text);
		}
	}

	/** @param list<string> $values */
	public static function setValues(Component $component, string $name, array $values): void {
		if (count(self::all($component, $name)) !== 1 || self::values($component, $name) !== $values) {
			$component->remove($name);
			$component->add($name, $values);
		}
	}

	/** Without white space at either end, that of Unicode included (as String.prototype.trim has it). */
	public static function trimmed(string $text): string {
		return preg_replace('/^[\s\p{Z}\x{FEFF}]+|[\s\p{Z}\x{FEFF}]+$/Du', '', $text) ?? trim($text);
	}

	/** The address in `mailto:address`, in lower case; any other URI as it is. */
	public static function address(Property $property): string {
		return strtolower((string)preg_replace('/^mailto:/i', '', trim(self::textOf($property))));
	}

	/** @return list<Property> the ATTENDEEs with this address */
	public static function attendees(Component $event, string $address): array {
		return array_values(array_filter(self::all($event, 'ATTENDEE'), static fn (Property $one): bool => self::address($one) === strtolower($address)));
	}

	/** '' where there is none. */
	public static function parameter(Property $property, string $name): string {
		$parameter = $property->parameters()[$name] ?? null;
		return $parameter instanceof Parameter ? (string)$parameter->getValue() : '';
	}

	public static function setParameter(Property $property, string $name, string $value): void {
		if (self::parameter($property, $name) !== $value) {
			$property[$name] = $value;
		}
	}

	/** Parameters that a client dropped. */
	public static function putBackParameters(Property $property, Property $stored): void {
		foreach ($stored->parameters() as $name => $parameter) {
			if ($parameter instanceof Parameter && !isset($property[$name])) {
				$property[$name] = $parameter->getParts();
			}
		}
	}

	/** Equal but for the order of properties and components. */
	public static function same(Component $one, Component $other): bool {
		return self::ordered($one) === self::ordered($other);
	}

	private static function ordered(Component $component): string {
		$lines = [];
		foreach ($component->children() as $child) {
			$lines[] = $child instanceof Component ? self::ordered($child) : self::orderedProperty($child);
		}
		sort($lines, SORT_STRING);
		return $component->name . "\n" . implode("\n", $lines);
	}

	private static function orderedProperty(mixed $property): string {
		if (!$property instanceof Property) {
			return '';
		}
		$parameters = [];
		foreach ($property->parameters() as $name => $parameter) {
			$parameters[(string)$name] = $parameter->serialize();
		}
		ksort($parameters, SORT_STRING);
		return (string)json_encode([$property->name, $parameters, (string)$property->getRawMimeDirValue()], JSON_INVALID_UTF8_SUBSTITUTE);
	}
}
