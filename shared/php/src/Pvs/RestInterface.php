<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Issue;

/** A program's REST interface for appointments. Its key and the secret of its events are no part of the configuration. */
final readonly class RestInterface {
	/**
	 * @param string $url takes new appointments by POST; one that exists is found below it by its id
	 * @param bool $active whether appointments are sent there
	 * @param list<array{name: string, value: string}> $fields which member of the JSON holds what
	 * @param string $answerId member of the answer that holds the appointment's id there
	 * @param list<string> $calendars ids
	 */
	public function __construct(
		public string $url,
		public bool $active,
		public array $fields,
		public string $answerId,
		public array $calendars,
	) {
	}

	/**
	 * @param array{url: string, active: bool, fields?: list<array{name: string, value: string}>, answerId?: string, calendars?: list<string>} $data
	 * @param list<string> $served the connection's calendars
	 */
	public static function fromArray(array $data, array $served): self {
		$usual = Contract::load()->pvs()['rest'];
		return new self(rtrim($data['url'], '/'), $data['active'], $data['fields'] ?? $usual['fields'], $data['answerId'] ?? $usual['answerId'], $data['calendars'] ?? $served);
	}

	/** Whether a member of what is sent says what status the appointment has: only then are requests told from appointments there. */
	public function tellsStatus(): bool {
		foreach ($this->fields as ['value' => $value]) {
			if (in_array('status', explode('|', $value), true)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * What the schema can't say of the fields.
	 *
	 * @param list<array{name: string, value: string}> $fields
	 * @param string $path JSON pointer to them
	 * @return list<Issue>
	 */
	public static function issues(array $fields, string $path): array {
		$values = Contract::load()->pvs()['rest']['values'];
		$issues = [];
		foreach ($fields as $index => ['name' => $name, 'value' => $value]) {
			foreach (array_diff(explode('|', $value), $values) as $unknown) {
				$issues[] = new Issue('REFERENCE_UNKNOWN', "$path/$index/value", ['value' => $unknown]);
			}
			if (array_search($name, array_column($fields, 'name'), true) !== $index) {
				$issues[] = new Issue('DUPLICATE_ID', "$path/$index/name", ['value' => $name]);
			}
		}
		return $issues;
	}
}
