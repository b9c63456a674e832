<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sprechstunde\Core\Contract;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Practice;

/** Treatments by the names that a program knows them by. */
final class CategoryNames {
	/**
	 * @param list<string> $codes
	 * @param array<string, string> $names
	 * @return list<string> APPOINTMENT is ours alone
	 */
	public static function toNames(array $codes, array $names, Practice $practice): array {
		$language = $practice->language === 'en' ? 'en' : 'de';
		$shown = array_diff($codes, [Contract::load()->appointmentCategory()]);
		return array_values(array_map(static fn (string $code): string => $names[$code] ?? $practice->category($code)['label'][$language] ?? $code, $shown));
	}

	/**
	 * @param list<string> $given
	 * @param array<string, string> $names
	 * @return list<string> what means no treatment stays as it is
	 */
	public static function toCodes(array $given, array $names, Practice $practice): array {
		$lower = static fn (string $text): string => mb_strtolower(EventProperties::trimmed($text));
		$known = [];
		foreach ($practice->categories() as $category) {
			foreach ([$category['code'], $category['label']['de'], $category['label']['en']] as $label) {
				$known[$lower($label)] ??= $category['code'];
			}
		}
		foreach (array_reverse($names, true) as $code => $name) {
			$known[$lower($name)] = $code;
		}
		return array_map(static fn (string $name): string => $known[$lower($name)] ?? $name, $given);
	}

	/** The treatment that a COLOR (RFC 7986 §5.9, or hex) stands for; null where it is none's, or that of several. */
	public static function ofColor(string $color, Practice $practice): ?string {
		$wanted = strtolower(EventProperties::trimmed($color));
		$found = array_filter($practice->categories(), static fn (array $one): bool => in_array($wanted, [$one['color'], $one['colorName']], true));
		return count($found) === 1 ? array_values($found)[0]['code'] : null;
	}
}
