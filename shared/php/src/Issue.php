<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** What is wrong, as data: a code of the catalogue, where, and what its text needs. */
final readonly class Issue {
	/**
	 * @param string $code one of the contract's issues
	 * @param ?string $path a field's name, or a JSON pointer into a larger document
	 * @param array<string, string|int> $params
	 */
	public function __construct(
		public string $code,
		public ?string $path = null,
		public array $params = [],
	) {
	}

	/** HTTP status that carries the issue. */
	public function status(): int {
		return Contract::load()->issue($this->code)['status'];
	}

	/** The sentence a person reads; `{field}` becomes the field's label, any other `{name}` its param. */
	public function text(string $language = 'de'): string {
		$language = $language === 'en' ? 'en' : 'de';
		$contract = Contract::load();
		$field = $this->path === null ? '' : ($contract->fieldLabels($language)[$this->path] ?? $this->path);
		$params = $this->params + ['format' => $this->format($language)];
		return (string)preg_replace_callback('/\{(\w+)\}/',
			fn (array $match): string => $match[1] === 'field' ? $field : (string)($params[$match[1]] ?? ''),
			$contract->issue($this->code)[$language]);
	}

	/**
	 * As JSON interfaces send it. `path` and `params` are left out where there are none.
	 *
	 * @return array{code: string, path?: string, params?: array<string, string|int>, text: string}
	 */
	public function toArray(string $language = 'de'): array {
		return $this->data() + ['text' => $this->text($language)];
	}

	/** @return array{code: string, path?: string, params?: array<string, string|int>} without a text */
	public function data(): array {
		return ['code' => $this->code]
			+ ($this->path === null ? [] : ['path' => $this->path])
			+ ($this->params === [] ? [] : ['params' => $this->params]);
	}

	/** @param 'de'|'en' $language */
	private function format(string $language): string {
		$contract = Contract::load();
		$format = $this->path !== null && $contract->hasField($this->path) ? $contract->field($this->path)->format : null;
		return ($format ?? ['de' => 'Text ohne Steuerzeichen', 'en' => 'text without control characters'])[$language];
	}
}
