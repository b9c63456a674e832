<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Interprets the JSON Schema keywords of shared/src/contract/schemas/jsonSchema.ts, and no other. */
final class SchemaValidator {
	private const KEYWORDS = ['title', 'type', 'properties', 'required', 'additionalProperties', 'items', 'minItems', 'maxItems', 'uniqueItems', 'enum', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum'];

	/**
	 * Checks a larger document; one issue per place.
	 *
	 * @param mixed $data decoded JSON (associative)
	 * @param array<string, mixed> $schema
	 * @return list<Issue> SCHEMA_VIOLATION with a JSON pointer (RFC 6901) as path and params rule, expected
	 * @throws \LogicException for a keyword that is not interpreted
	 */
	public static function issues(mixed $data, array $schema): array {
		$issues = [];
		foreach (self::violations($data, $schema) as $one) {
			$issues[$one->pointer()] ??= new Issue('SCHEMA_VIOLATION', $one->pointer(), ['rule' => $one->rule, 'expected' => $one->expected]);
		}
		return array_values($issues);
	}

	/**
	 * @param array<string, mixed> $schema
	 * @param list<string|int> $path
	 * @return list<SchemaViolation>
	 */
	public static function violations(mixed $data, array $schema, array $path = []): array {
		$unknown = array_diff(array_keys($schema), self::KEYWORDS);
		if ($unknown !== []) {
			throw new \LogicException('schema keyword not interpreted: ' . implode(', ', $unknown));
		}
		/** @var array{type: string|list<string>, enum?: list<string|int|bool>} $schema */
		$types = (array)$schema['type'];
		if (!self::hasType($data, $types)) {
			return [new SchemaViolation($path, 'type', implode(', ', $types))];
		}
		if (isset($schema['enum']) && !in_array($data, $schema['enum'], true)) {
			return [new SchemaViolation($path, 'enum', implode(', ', array_map(static fn (mixed $one): string => is_bool($one) ? ($one ? 'true' : 'false') : (string)$one, $schema['enum'])))];
		}
		return match (true) {
			is_string($data) => self::ofString($data, $schema, $path),
			is_int($data) => self::ofNumber($data, $schema, $path),
			is_array($data) => in_array('object', $types, true) ? self::ofObject($data, $schema, $path) : self::ofList(array_values($data), $schema, $path),
			default => [],
		};
	}

	/** @param list<string> $types */
	private static function hasType(mixed $data, array $types): bool {
		foreach ($types as $type) {
			$fits = match ($type) {
				'object' => is_array($data) && ($data === [] || !array_is_list($data)),
				'array' => is_array($data) && array_is_list($data),
				'string' => is_string($data),
				'integer' => is_int($data),
				'boolean' => is_bool($data),
				'null' => $data === null,
				default => throw new \LogicException("schema type not interpreted: $type"),
			};
			if ($fits) {
				return true;
			}
		}
		return false;
	}

	/**
	 * @param array{minLength?: int, maxLength?: int, pattern?: string} $schema
	 * @param list<string|int> $path
	 * @return list<SchemaViolation>
	 */
	private static function ofString(string $data, array $schema, array $path): array {
		$length = mb_strlen($data, 'UTF-8');
		return match (true) {
			isset($schema['minLength']) && $length < $schema['minLength'] => [new SchemaViolation($path, 'minLength', (string)$schema['minLength'])],
			isset($schema['maxLength']) && $length > $schema['maxLength'] => [new SchemaViolation($path, 'maxLength', (string)$schema['maxLength'])],
			isset($schema['pattern']) && !EcmaPattern::matches($schema['pattern'], $data) => [new SchemaViolation($path, 'pattern', $schema['pattern'])],
			default => [],
		};
	}

	/**
	 * @param array{minimum?: int, maximum?: int} $schema
	 * @param list<string|int> $path
	 * @return list<SchemaViolation>
	 */
	private static function ofNumber(int $data, array $schema, array $path): array {
		return match (true) {
			isset($schema['minimum']) && $data < $schema['minimum'] => [new SchemaViolation($path, 'minimum', (string)$schema['minimum'])],
			isset($schema['maximum']) && $data > $schema['maximum'] => [new SchemaViolation($path, 'maximum', (string)$schema['maximum'])],
			default => [],
		};
	}

	/**
	 * @param array<mixed> $data
	 * @param array{properties?: array<string, array<string, mixed>>, required?: list<string>, additionalProperties?: false} $schema
	 * @param list<string|int> $path
	 * @return list<SchemaViolation>
	 */
	private static function ofObject(array $data, array $schema, array $path): array {
		$found = [];
		foreach ($schema['required'] ?? [] as $name) {
			if (!array_key_exists($name, $data)) {
				$found[] = new SchemaViolation([...$path, $name], 'required', $name);
			}
		}
		$properties = $schema['properties'] ?? [];
		foreach ($data as $name => $value) {
			if (isset($properties[$name])) {
				array_push($found, ...self::violations($value, $properties[$name], [...$path, $name]));
			} elseif (isset($schema['additionalProperties'])) {
				$found[] = new SchemaViolation([...$path, $name], 'additionalProperties', implode(', ', array_keys($properties)));
			}
		}
		return $found;
	}

	/**
	 * @param list<mixed> $data
	 * @param array{items?: array<string, mixed>, minItems?: int, maxItems?: int, uniqueItems?: bool} $schema
	 * @param list<string|int> $path
	 * @return list<SchemaViolation>
	 */
	private static function ofList(array $data, array $schema, array $path): array {
		if (isset($schema['minItems']) && count($data) < $schema['minItems']) {
			return [new SchemaViolation($path, 'minItems', (string)$schema['minItems'])];
		}
		if (isset($schema['maxItems']) && count($data) > $schema['maxItems']) {
			return [new SchemaViolation($path, 'maxItems', (string)$schema['maxItems'])];
		}
		if (($schema['uniqueItems'] ?? false) && count(array_unique($data, SORT_REGULAR)) < count($data)) {
			return [new SchemaViolation($path, 'uniqueItems', 'true')];
		}
		$found = [];
		foreach ($data as $index => $value) {
			array_push($found, ...self::violations($value, $schema['items'] ?? [], [...$path, $index]));
		}
		return $found;
	}
}
