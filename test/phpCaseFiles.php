<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\Practice;

/**
 * The files of test/cases.
 *
 * @phpstan-type GoldenCase array{section: string, name: string, input: array<string, mixed>, expected: array<string, mixed>}
 */
final class CaseFiles {
	public const FOLDER = __DIR__ . '/cases';

	/** @return list<string> names of the sections' folders */
	public static function folders(): array {
		return array_map(basename(...), glob(self::FOLDER . '/*', GLOB_ONLYDIR) ?: []);
	}

	/** @return list<GoldenCase> of one folder */
	public static function cases(string $folder): array {
		$cases = [];
		foreach (glob(self::FOLDER . "/$folder/*.json") ?: [] as $file) {
			$content = json_decode((string)file_get_contents($file), true, 64, JSON_THROW_ON_ERROR);
			/** @var list<GoldenCase> $found */
			$found = is_array($content) && array_is_list($content) ? $content : [$content];
			array_push($cases, ...$found);
		}
		return $cases;
	}

	/** @param array<string, mixed> $input with `practicePatch` where the practice of the tests is not meant as it is */
	public static function practiceData(array $input): mixed {
		$practice = json_decode((string)file_get_contents(__DIR__ . '/servers/practice.json'), true, 64, JSON_THROW_ON_ERROR);
		return array_key_exists('practicePatch', $input) ? self::patched($practice, $input['practicePatch']) : $practice;
	}

	/** @param array<string, mixed> $input */
	public static function practice(array $input): Practice {
		/** @var array<string, mixed> $data */
		$data = self::practiceData($input);
		return Practice::trusted($data);
	}

	/** JSON merge patch (RFC 7396); lists are replaced as a whole. */
	private static function patched(mixed $target, mixed $patch): mixed {
		if (!is_array($patch) || ($patch !== [] && array_is_list($patch))) {
			return $patch;
		}
		$target = is_array($target) && !array_is_list($target) ? $target : [];
		foreach ($patch as $name => $value) {
			if ($value === null) {
				unset($target[$name]);
			} else {
				$target[$name] = self::patched($target[$name] ?? null, $value);
			}
		}
		return $target;
	}

	/**
	 * An iCalendar source.
	 *
	 * @param mixed $source array{ics: list<string>} | array{icsFile: string, drop?: list<string>, add?: list<string>} | array{jcal: array<mixed>}
	 */
	public static function calendar(mixed $source, string $section): VCalendar {
		/** @var array{ics?: list<string>, icsFile?: string, drop?: list<string>, add?: list<string>, jcal?: array<mixed>} $source */
		if (isset($source['jcal'])) {
			return CalendarParser::parse(json_encode($source['jcal'], JSON_THROW_ON_ERROR));
		}
		return CalendarParser::parse(implode("\r\n", $source['ics'] ?? self::lines($source, $section)) . "\r\n");
	}

	/**
	 * @param array{icsFile?: string, drop?: list<string>, add?: list<string>} $source
	 * @return list<string>
	 */
	private static function lines(array $source, string $section): array {
		$text = (string)file_get_contents(self::FOLDER . "/$section/" . ($source['icsFile'] ?? ''));
		$lines = preg_split('/\r?\n/', trim($text)) ?: [];
		$begin = (int)array_search('BEGIN:VEVENT', $lines, true);
		$end = (int)array_search('END:VEVENT', $lines, true);
		$drop = $source['drop'] ?? [];
		$event = array_filter(array_slice($lines, $begin + 1, $end - $begin - 1),
			static fn (string $line): bool => !in_array((preg_split('/[:;]/', $line) ?: [''])[0], $drop, true));
		return [...array_slice($lines, 0, $begin + 1), ...array_values($event), ...($source['add'] ?? []), ...array_slice($lines, $end)];
	}
}
