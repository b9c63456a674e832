<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sprechstunde\Core\EventProperties;

/** `{a|b} - {c}`: placeholders with text between them; of `a|b` the first that says something is shown. */
final class Template {
	/** @return list<array{names: list<string>, before: string}> */
	public static function read(string $template): array {
		preg_match_all('/([^{}]*)\{([^{}]+)\}/u', $template, $matches, PREG_SET_ORDER);
		return array_map(static fn (array $match): array => ['names' => explode('|', $match[2]), 'before' => $match[1]], $matches);
	}

	/** @param \Closure(string): string $shown the text of a name; '' where there is none */
	public static function render(string $template, \Closure $shown): string {
		$text = '';
		foreach (self::read($template) as $part) {
			$value = self::value($part, $shown);
			$text = $value === '' ? $text : ($text === '' ? $value : $text . $part['before'] . $value);
		}
		return $text;
	}

	/**
	 * Takes a text apart that a program wrote in the form of a template.
	 *
	 * @param \Closure(string): string $shown what the template showed before, by name
	 * @return list<array{names: list<string>, text: string}> per placeholder that was found
	 */
	public static function takeApart(string $template, string $text, \Closure $shown): array {
		$all = self::read($template);
		$isFilled = array_map(static fn (array $part): bool => self::value($part, $shown) !== '', $all);
		$filled = array_values(array_filter($all, static fn (int $index): bool => $isFilled[$index], ARRAY_FILTER_USE_KEY));
		$first = self::split($filled, $text, $shown);
		$last = array_search(true, array_reverse($isFilled, true), true);
		$next = $last === false ? null : $all[$last + 1] ?? null;
		// what was empty before is there now only where the text has a part more
		$hasMore = $next !== null && $next['before'] !== '' && str_contains(end($first)['text'] ?? '', $next['before']);
		return $filled !== [] && count($first) === count($filled) && !$hasMore ? $first : self::split($all, $text, $shown);
	}

	/**
	 * @param array{names: list<string>, before: string} $part
	 * @param \Closure(string): string $shown
	 */
	private static function value(array $part, \Closure $shown): string {
		foreach ($part['names'] as $name) {
			$text = $shown($name);
			if ($text !== '') {
				return $text;
			}
		}
		return '';
	}

	/**
	 * @param list<array{names: list<string>, before: string}> $parts
	 * @param \Closure(string): string $shown
	 * @return list<array{names: list<string>, text: string}>
	 */
	private static function split(array $parts, string $text, \Closure $shown): array {
		$found = [];
		foreach ($parts as $index => $part) {
			$next = $parts[$index + 1]['before'] ?? null;
			$known = self::value($part, $shown);
			// a name may itself hold what stands between two parts
			$at = $next === null ? false : ($known !== '' && str_starts_with($text, $known . $next) ? strlen($known) : strpos($text, $next));
			$found[] = ['names' => $part['names'], 'text' => EventProperties::trimmed($at === false ? $text : substr($text, 0, $at))];
			if ($at === false || $next === null) {
				break;
			}
			$text = substr($text, $at + strlen($next));
		}
		return $found;
	}
}
