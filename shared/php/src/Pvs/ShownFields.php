<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sprechstunde\Core\Contract;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\EventRenderer;
use Sprechstunde\Core\FieldValidator;
use Sprechstunde\Core\Note;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** Fields as people read and write them. */
final class ShownFields {
	/** The label of a field's line in DESCRIPTION. */
	public static function label(string $field, string $language): string {
		foreach (Contract::load()->texts()['descriptionLines'] as $line) {
			if ($line['field'] === $field) {
				return $line['label'][$language === 'en' ? 'en' : 'de'];
			}
		}
		return Contract::load()->fieldLabels($language)[$field] ?? $field;
	}

	/**
	 * A field in a line of DESCRIPTION; '' where it is empty.
	 *
	 * @param array<string, string> $fields
	 */
	public static function show(string $field, array $fields, Practice $practice): string {
		$value = $fields[$field] ?? '';
		$language = $practice->language === 'en' ? 'en' : 'de';
		$texts = Contract::load()->texts();
		return match (true) {
			$value === '' => '',
			$field === 'insurance' => $texts['insuranceLabels'][$value][$language] ?? $value,
			$field === 'patient' => $texts['patientStatusLabels'][$value][$language] ?? $value,
			$field === 'birthDate' => Note::date($value, $language),
			$field === 'appointmentType' => $practice->type($value)->label[$language] ?? $value,
			default => $value,
		};
	}

	/**
	 * A field as a title or a place shows it: its first line, not too long.
	 *
	 * @param array<string, string> $fields
	 */
	public static function short(string $field, array $fields, Practice $practice): string {
		return EventRenderer::shorten(EventProperties::trimmed(explode("\n", self::show($field, $fields, $practice))[0]));
	}

	/**
	 * The value that a person's text means for a field; null where it is none.
	 *
	 * @param string $today YYYY-MM-DD in the practice's zone
	 */
	public static function read(string $name, string $text, Practice $practice, string $today): ?string {
		$value = in_array($name, Profiles::shownFields(), true) ? self::meaning($name, EventProperties::trimmed($text), $practice) : null;
		return $value !== null && FieldValidator::issues([$name => $value], Role::Pvs, $today) === [] ? $value : null;
	}

	private static function meaning(string $name, string $text, Practice $practice): ?string {
		if ($text === '') {
			return '';
		}
		$texts = Contract::load()->texts();
		return match ($name) {
			'appointmentType' => self::chosen($text, array_map(static fn ($type): array => [$type->code, $type->label['de'], $type->label['en']], $practice->types())),
			'insurance' => self::chosen($text, self::choices($texts['insuranceLabels'])),
			'patient' => self::chosen($text, self::choices($texts['patientStatusLabels'])),
			'birthDate' => (string)preg_replace_callback('/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/D', static fn (array $match): string => sprintf('%s-%02d-%02d', $match[3], (int)$match[2], (int)$match[1]), $text),
			'reason', 'statusReason' => $text,
			default => str_replace("\n", ' ', $text),
		};
	}

	/**
	 * @param array<string, array{de: string, en: string}> $labels
	 * @return list<list<string>>
	 */
	private static function choices(array $labels): array {
		return array_map(static fn (string $code, array $label): array => [$code, $label['de'], $label['en']], array_keys($labels), array_values($labels));
	}

	/** @param list<list<string>> $choices code, then its labels */
	private static function chosen(string $text, array $choices): ?string {
		foreach ($choices as $choice) {
			if (in_array(mb_strtolower($text), array_map(mb_strtolower(...), $choice), true)) {
				return $choice[0];
			}
		}
		return null;
	}
}
