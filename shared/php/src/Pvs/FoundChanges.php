<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sabre\VObject\Component\VEvent;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\EventProperties;

/** What a program changed in title, place and text. */
final class FoundChanges {
	/** @var array<string, string> by field name */
	public array $values = [];
	/** @var list<string> what no field can hold, as lines */
	public array $unread = [];
	public string $note = '';

	/**
	 * @param array<string, string> $before the fields as they are stored
	 * @param string $today YYYY-MM-DD in the practice's zone
	 */
	public function __construct(
		VEvent $event,
		private array $before,
		private MapContext $context,
		private string $today,
	) {
		$short = fn (string $name): string => MapOut::name($name, $this->before, $this->context);
		$this->readTemplate($context->map->place, $event, 'LOCATION', $short);
		$this->readTemplate($context->map->title, $event, 'SUMMARY', $short);
		$text = MappedText::read($context->map->text, EventProperties::text($event, 'DESCRIPTION') ?? '');
		foreach ($text['values'] as $name => $value) {
			$this->take([$name], $value, fn (string $one): string => ShownFields::show($one, $this->before, $this->context->practice));
		}
		$this->note = $text['note'];
	}

	/** @param \Closure(string): string $short */
	private function readTemplate(string $template, VEvent $event, string $property, \Closure $short): void {
		$text = EventProperties::text($event, $property);
		if ($text === null || EventProperties::trimmed($text) === MapOut::template($template, $this->before, $this->context)) {
			return;
		}
		foreach (Template::takeApart($template, EventProperties::trimmed($text), $short) as $piece) {
			if ($piece['text'] !== '') {
				$this->take($piece['names'], $piece['text'], $short);
			}
		}
	}

	/**
	 * @param list<string> $names
	 * @param \Closure(string): string $shown
	 */
	private function take(array $names, string $text, \Closure $shown): void {
		$current = array_values(array_filter($names, static fn (string $name): bool => $shown($name) !== ''))[0] ?? null;
		if ($text === ($current === null ? '' : $shown($current))) {
			return;
		}
		$own = array_values(array_intersect($names, Profiles::shownFields()));
		$isFree = static fn (string $name): bool => Contract::load()->hasField($name) && Contract::load()->field($name)->type === 'text';
		$choices = array_values(array_filter($own, static fn (string $name): bool => !$isFree($name)));
		// a text that a field shows already changes that field; a new one is a choice's value where it is one of them, else free text
		foreach ($current !== null && $isFree($current) ? [$current] : [...$choices, ...array_diff($own, $choices)] as $name) {
			$value = ShownFields::read($name, $text, $this->context->practice, $this->today);
			if ($value !== null) {
				$this->values[$name] = $value;
				return;
			}
		}
		if ($text !== '' && $own !== []) {
			$this->unread[] = ShownFields::label($own[0], $this->context->practice->language) . ": $text";
		}
	}
}
