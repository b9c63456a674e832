<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav\Address;

use Sabre\Xml\Writer;

/** Turns each `DAV:href` that it writes. */
final class AddressWriter extends Writer {
	/** @var \Closure(string): string */
	public \Closure $turn;

	/**
	 * @param string $name
	 * @param array<mixed>|string|object|null $content
	 */
	public function writeElement($name, $content = null): bool {
		return parent::writeElement($name, $name === '{DAV:}href' && is_string($content) ? ($this->turn)($content) : $content);
	}
}
