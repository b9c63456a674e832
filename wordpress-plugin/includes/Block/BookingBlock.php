<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Block;

use Sprechstunde\WordPress\Booking\Directory;
use Sprechstunde\WordPress\Language;

/** The block `sprechstunde/booking`: registration, and what its template shows before any script has run. */
final class BookingBlock {
	public function __construct(
		private readonly Directory $directory,
		private readonly string $folder,
	) {
	}

	public function register(): void {
		if (!is_file($this->folder . '/block.json')) {
			return;
		}
		register_block_type_from_metadata($this->folder);
		wp_add_inline_script('sprechstunde-booking-editor-script', 'window.sprechstundeEditor = ' . wp_json_encode([
			'rest' => rest_url('sprechstunde/v1/'),
			'language' => Language::ofUser(),
			'siteLanguage' => Language::ofSite(),
			'settings' => admin_url('options-general.php?page=sprechstunde'),
		]) . ';', 'before');
	}

	/**
	 * @param array<string, mixed> $attributes of the block
	 * @return array{config: string, language: string, heading: string, practice: string, address: string, phone: string, types: list<array{label: string, description: string, minutes: int}>}
	 */
	public function view(array $attributes): array {
		$language = Language::ofSite();
		$catalog = $this->directory->rememberedCatalog() ?? [];
		$practice = is_array($catalog['practice'] ?? null) ? $catalog['practice'] : [];
		$allowed = is_array($attributes['types'] ?? null) ? array_values(array_filter($attributes['types'], 'is_string')) : [];
		return [
			'config' => (string)wp_json_encode([
				'rest' => rest_url('sprechstunde/v1/'),
				'language' => $language,
				'calendar' => is_string($attributes['calendar'] ?? null) ? $attributes['calendar'] : '',
				'types' => $allowed,
				'showDescription' => ($attributes['showDescription'] ?? true) === true,
				'phone' => $this->directory->phone(),
			]),
			'language' => $language,
			'heading' => is_string($attributes['heading'] ?? null) ? $attributes['heading'] : '',
			'practice' => is_string($practice['name'] ?? null) ? $practice['name'] : '',
			'address' => is_string($practice['address'] ?? null) ? $practice['address'] : '',
			'phone' => $this->directory->phone(),
			'types' => self::types($catalog, $allowed, is_string($attributes['calendar'] ?? null) ? $attributes['calendar'] : '', $language),
		];
	}

	/**
	 * @param array<string, mixed> $catalog
	 * @param list<string> $allowed none: all
	 * @return list<array{label: string, description: string, minutes: int}>
	 */
	private static function types(array $catalog, array $allowed, string $calendar, string $language): array {
		$offered = [];
		foreach (is_array($catalog['calendars'] ?? null) ? $catalog['calendars'] : [] as $entry) {
			if (is_array($entry) && ($calendar === '' || ($entry['id'] ?? null) === $calendar) && is_array($entry['types'] ?? null)) {
				array_push($offered, ...array_values($entry['types']));
			}
		}
		$types = [];
		foreach (is_array($catalog['appointmentTypes'] ?? null) ? $catalog['appointmentTypes'] : [] as $type) {
			if (!is_array($type) || !in_array($type['code'] ?? null, $offered, true) || ($allowed !== [] && !in_array($type['code'], $allowed, true))) {
				continue;
			}
			$types[] = [
				'label' => is_array($type['label'] ?? null) ? (string)($type['label'][$language] ?? '') : '',
				'description' => is_array($type['description'] ?? null) ? (string)($type['description'][$language] ?? '') : '',
				'minutes' => (int)($type['durationMinutes'] ?? 0),
			];
		}
		return $types;
	}
}
