<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Matches the contract's patterns (ECMA-262, flag u) with PCRE, whose `\d`, `\s` and `$` mean more than theirs. */
final class EcmaPattern {
	private const SPACE = '\t\n\x0B\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}';

	/** False for text that is not UTF-8, whatever the pattern. */
	public static function matches(string $pattern, string $text): bool {
		return preg_match("\x01" . self::translate($pattern) . "\x01uD", $text) === 1;
	}

	private static function translate(string $pattern): string {
		$inClass = false;
		return (string)preg_replace_callback('/\\\\.|\[|\]/', static function (array $match) use (&$inClass): string {
			$token = $match[0];
			if ($token === '[' || $token === ']') {
				$inClass = $token === '[';
			}
			return match ($token) {
				'\d' => $inClass ? '0-9' : '[0-9]',
				'\s' => $inClass ? self::SPACE : '[' . self::SPACE . ']',
				'\S' => $inClass ? throw new \LogicException('\S in a class') : '[^' . self::SPACE . ']',
				default => $token,
			};
		}, $pattern);
	}
}
