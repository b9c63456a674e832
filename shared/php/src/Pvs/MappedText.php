<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Note;
use Sprechstunde\Core\Practice;

/** DESCRIPTION as a map wants it. */
final class MappedText {
	/**
	 * The map's fields, who entered it, the note.
	 *
	 * @param list<string> $names
	 * @param array<string, string> $fields
	 */
	public static function render(array $names, array $fields, string $note, Practice $practice): string {
		$lines = [];
		foreach ($names as $name) {
			$shown = ShownFields::show($name, $fields, $practice);
			if ($shown !== '') {
				$lines[] = ShownFields::label($name, $practice->language) . ': ' . str_replace("\n", "\n  ", $shown);
			}
		}
		return Note::lines($lines, Note::source($fields, $practice->language), $note);
	}

	/**
	 * Takes a DESCRIPTION apart that a program wrote. A line may carry the label of either language.
	 *
	 * @param list<string> $names
	 * @return array{values: array<string, string>, note: string} by field name, as the lines have them; what is no field's line, and the note below the source line
	 */
	public static function read(array $names, string $description): array {
		$below = Note::belowSource($description);
		$values = [];
		$rest = [];
		$current = null;
		foreach (explode("\n", $description) as $line) {
			if ($below !== null && Note::isSource($line)) {
				break;
			}
			$name = self::named($names, $line);
			if ($name !== null && !isset($values[$name])) {
				$values[$name] = EventProperties::trimmed(substr($line, (int)strpos($line, ':') + 1));
				$current = $name;
			} elseif ($current !== null && str_starts_with($line, '  ')) {
				$values[$current] .= "\n" . rtrim(substr($line, 2));
			} else {
				$current = null;
				if (EventProperties::trimmed($line) !== '') {
					$rest[] = rtrim($line);
				}
			}
		}
		return ['values' => $values, 'note' => implode("\n", [...$rest, ...($below === null || $below === '' ? [] : [$below])])];
	}

	/** @param list<string> $names */
	private static function named(array $names, string $line): ?string {
		$label = mb_strtolower(EventProperties::trimmed(substr($line, 0, (int)strpos($line, ':'))));
		foreach ($label === '' ? [] : $names as $name) {
			if (in_array($label, [mb_strtolower(ShownFields::label($name, 'de')), mb_strtolower(ShownFields::label($name, 'en'))], true)) {
				return $name;
			}
		}
		return null;
	}
}
