<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Diagnostics;

use Sprechstunde\Core\Contract;

/** Something that is wrong, from the contract's catalogue. */
final readonly class Finding {
	/** @param array<string, int|string> $params */
	public function __construct(
		public string $code,
		public array $params,
	) {
	}

	/** error or warning */
	public function severity(): string {
		return Contract::load()->finding($this->code)['severity'];
	}

	/** @param string $part text or remedy */
	public function say(string $part, string $language): string {
		$entry = Contract::load()->finding($this->code);
		$template = ($part === 'remedy' ? $entry['remedy'] : $entry['text'])[$language === 'en' ? 'en' : 'de'];
		return strtr($template, array_combine(array_map(static fn (string $name): string => '{' . $name . '}', array_keys($this->params)), array_map(strval(...), $this->params)));
	}
}
