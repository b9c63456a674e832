<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav\Address;

use Sabre\Xml\Reader;

/** Turns each `DAV:href` that it reads. */
final class AddressReader extends Reader {
	/** @var \Closure(string): string */
	public \Closure $turn;

	/** @return array<mixed> name, value, attributes */
	public function parseCurrentElement(): array {
		$element = parent::parseCurrentElement();
		if ($element['name'] === '{DAV:}href' && is_string($element['value'])) {
			$element['value'] = ($this->turn)(trim($element['value']));
		}
		return $element;
	}
}
