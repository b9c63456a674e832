<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

/** Whether a name is the one that somebody means: Müller, Mueller and muller are one, and so are Yılmaz and Yilmaz. */
final class NameMatch {
	/** A pattern that leaves less of a word would match nearly all. */
	private const LEAST_LETTERS = 2;
	private const MOST_WORDS = 6;

	/** Latin letters without marks, small; ae, oe, ue and ss as one letter, which ä, ö, ü and ß are. */
	public static function fold(string $name): string {
		$plain = transliterator_transliterate('Any-Latin; Latin-ASCII; Lower()', $name);
		$plain = is_string($plain) ? $plain : mb_strtolower($name);
		return trim((string)preg_replace(['/([aou])e/', '/ss/', '/[^a-z0-9]+/'], ['$1', 's', ' '], $plain));
	}

	/** Whether each word that was typed begins a word of the name. */
	public static function begins(string $typed, string $name): bool {
		$words = explode(' ', self::fold($name));
		foreach (explode(' ', self::fold($typed)) as $part) {
			if (array_filter($words, static fn (string $word): bool => str_starts_with($word, $part)) === []) {
				return false;
			}
		}
		return self::fold($typed) !== '';
	}

	/**
	 * Patterns of LIKE for the words that were typed, in which a letter that may be written otherwise matches anything.
	 *
	 * @param bool $loose also letters that were typed without their marks
	 * @return list<string>
	 */
	public static function patterns(string $typed, bool $loose): array {
		$words = array_slice(preg_split('/[^\p{L}\p{N}]+/u', mb_strtolower($typed), -1, PREG_SPLIT_NO_EMPTY) ?: [], 0, self::MOST_WORDS);
		return array_map(static function (string $word) use ($loose): string {
			$strict = (string)preg_replace('/[aou]e|ss|[^\x00-\x7f]+/u', '%', $word);
			if (!$loose) {
				return $strict;
			}
			$open = (string)preg_replace(['/[aou]/', '/[eicnszgyl]/'], ['%', '_'], $strict);
			return strlen(str_replace(['%', '_'], '', $open)) < self::LEAST_LETTERS ? $strict : $open;
		}, $words);
	}
}
