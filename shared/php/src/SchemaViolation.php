<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** One broken rule of a JSON Schema. */
final readonly class SchemaViolation {
	/**
	 * @param list<string|int> $path segments; of the missing property where `rule` is required
	 * @param string $rule the keyword
	 * @param string $expected what the keyword says
	 */
	public function __construct(
		public array $path,
		public string $rule,
		public string $expected,
	) {
	}

	/** RFC 6901 */
	public function pointer(): string {
		return implode('', array_map(static fn (string|int $one): string => '/' . str_replace(['~', '/'], ['~0', '~1'], (string)$one), $this->path));
	}
}
