<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** DESCRIPTION as people read it, and the note that they write below its last rendered line. */
final class Note {
	/**
	 * The fields, who entered it, and the note of whoever wrote one.
	 *
	 * @param array<string, string> $fields by JSON name
	 * @param string $language de or en
	 */
	public static function describe(array $fields, string $note, string $language): string {
		$language = $language === 'en' ? 'en' : 'de';
		$texts = Contract::load()->texts();
		$lines = [];
		foreach ($texts['descriptionLines'] as $line) {
			$value = $fields[$line['field']] ?? '';
			if ($value !== '') {
				$lines[] = $line['label'][$language] . ': ' . self::shown($line['field'], $value, $language);
			}
		}
		return self::lines($lines, self::source($fields, $language), $note);
	}

	/**
	 * The line that says who entered an appointment.
	 *
	 * @param array<string, string> $fields
	 */
	public static function source(array $fields, string $language): string {
		$lines = Contract::load()->texts()['sourceLines'];
		return ($lines[$fields['source'] ?? 'PRACTICE'] ?? $lines['PRACTICE'])[$language === 'en' ? 'en' : 'de'];
	}

	/**
	 * A DESCRIPTION from its three parts.
	 *
	 * @param list<string> $lines
	 */
	public static function lines(array $lines, string $source, string $note): string {
		return implode("\n", [...($lines === [] ? [] : [...$lines, '']), $source, ...($note === '' ? [] : ['', $note])]);
	}

	/**
	 * The note in a DESCRIPTION that a client wrote: what is below the source line, or all of it where there is none.
	 *
	 * @param ?string $description null: the client sent none, so the stored note stays
	 * @param ?string $stored the DESCRIPTION before this write
	 */
	public static function read(?string $description, ?string $stored): string {
		$text = $description ?? $stored ?? '';
		return self::belowSource($text) ?? EventProperties::trimmed($text);
	}

	/** What stands below the source line, or null where there is no source line. */
	public static function belowSource(string $description): ?string {
		$lines = explode("\n", $description);
		foreach ($lines as $index => $line) {
			if (self::isSource($line)) {
				return EventProperties::trimmed(implode("\n", array_slice($lines, $index + 1)));
			}
		}
		return null;
	}

	public static function isSource(string $line): bool {
		foreach (Contract::load()->texts()['sourceLines'] as $known) {
			if (in_array(rtrim($line), $known, true)) {
				return true;
			}
		}
		return false;
	}

	/** @param 'de'|'en' $language */
	private static function shown(string $field, string $value, string $language): string {
		return match ($field) {
			'insurance' => Contract::load()->texts()['insuranceLabels'][$value][$language] ?? $value,
			'birthDate' => self::date($value, $language),
			// indented, so that no line of a patient's text can be taken for the source line
			default => str_replace("\n", "\n  ", $value),
		};
	}

	/** A date `YYYY-MM-DD` as people of that language write it. */
	public static function date(string $day, string $language): string {
		return $language === 'de' ? (string)preg_replace('/^(\d{4})-(\d{2})-(\d{2})$/', '$3.$2.$1', $day) : $day;
	}
}
