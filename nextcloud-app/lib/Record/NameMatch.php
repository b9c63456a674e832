<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

/** Whether a name is the one that somebody means: Müller, Mueller and muller are one, and so are Yılmaz and Yilmaz. */
final class NameMatch {
	/** A pattern that leaves less of a word would match nearly all. */
	private const LEAST_LETTERS = 2;
	private const MOST_WORDS = 6;

	private static ?\Transliterator $latin = null;

	/** Latin letters without marks, small; ae, oe, ue and ss as one letter, which ä, ö, ü and ß are. */
	public static function fold(string $name): string {
		// made once: it takes longer than its work
		self::$latin ??= \Transliterator::create('Any-Latin; Latin-ASCII; Lower()');
		$plain = self::$latin?->transliterate($name);
		$plain = is_string($plain) ? $plain : mb_strtolower($name);
		return trim((string)preg_replace(['/([aou])e/', '/ss/', '/[^a-z0-9]+/'], ['$1', 's', ' '], $plain));
	}

	/** Whether each word that was typed begins a word of the name. */
	public static function begins(string $typed, string $name): bool {
		$wanted = self::fold($typed);
		$words = ' ' . self::fold($name);
		foreach (explode(' ', $wanted) as $part) {
			if (!str_contains($words, " $part")) {
				return false;
			}
		}
		return $wanted !== '';
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
			foreach (['/[eicnszgyl]/', '/[eicszg]/'] as $letters) {
				$open = (string)preg_replace(['/[aou]/', $letters], ['%', '_'], $strict);
				if (strlen(str_replace(['%', '_'], '', $open)) >= self::LEAST_LETTERS) {
					return $open;
				}
			}
			return $strict;
		}, $words);
	}
}
