<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

/** What goes where for a program that shows only title, place, text and categories. */
final readonly class FieldMap {
	/**
	 * @param string $title template of SUMMARY
	 * @param string $place template of LOCATION; empty: as stored
	 * @param list<string> $text fields in DESCRIPTION, a line each
	 * @param bool $named CATEGORIES by the names that the program knows, else our codes
	 */
	public function __construct(
		public string $title,
		public string $place,
		public array $text,
		public bool $named,
	) {
	}

	/** @param array{title: string, place: string, text: list<string>, categories: string} $data */
	public static function fromArray(array $data): self {
		return new self($data['title'], $data['place'], $data['text'], $data['categories'] === 'names');
	}

	/**
	 * Names in a map that stand for nothing.
	 *
	 * @param array{title: string, place: string, text: list<string>} $data
	 * @return array<string, string> part of the map → the name
	 */
	public static function unknownNames(array $data): array {
		$shown = Profiles::shownFields();
		$unknown = [];
		foreach (['title', 'place'] as $part) {
			foreach (Template::read($data[$part]) as ['names' => $names]) {
				foreach (array_diff($names, $shown, Profiles::shownPlaces()) as $name) {
					$unknown[$part] = $name;
				}
			}
		}
		foreach (array_diff($data['text'], $shown) as $index => $name) {
			$unknown["text/$index"] = $name;
		}
		return $unknown;
	}
}
