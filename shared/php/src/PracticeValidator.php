<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sprechstunde\Core\Pvs\ConnectionValidator;
use Sprechstunde\Core\Webhooks\WebhookValidator;

/** Checks a practice configuration: the schema first, then the references between its parts. */
final class PracticeValidator {
	/**
	 * @param array<mixed> $data decoded JSON (associative)
	 * @return list<Issue> empty: valid. Paths are JSON pointers (RFC 6901), e.g. `/calendars/0/types/1`
	 */
	public static function issues(array $data): array {
		$issues = SchemaValidator::issues($data, Contract::load()->schema('practice'));
		if ($issues !== []) {
			return $issues;
		}
		/** @var array{calendars: list<array<string, mixed>>, appointmentTypes: list<array{code: string, category: string}>, categories: list<array{code: string}>, roles: array<string, string>} $data */
		return [
			...self::duplicates($data),
			...self::references($data),
			...self::hours($data),
			...self::main($data),
			...self::groups($data['roles']),
			...self::wording($data),
			...self::waitingList($data),
			...ConnectionValidator::issues($data),
			...WebhookValidator::issues($data),
		];
	}

	/**
	 * @param array<mixed> $data
	 * @return list<Issue>
	 */
	private static function duplicates(array $data): array {
		/** @var array{calendars: list<array{id: string, owner: string, uri: string, aliases: list<string>}>, appointmentTypes: list<array<string, string>>, categories: list<array<string, string>>, pvs?: list<array<string, string>>, webhooks?: list<array<string, string>>} $data */
		$names = [];
		$aliases = [];
		$places = [];
		foreach ($data['calendars'] as $index => $calendar) {
			$names["/calendars/$index/id"] = $calendar['id'];
			$places["/calendars/$index/uri"] = $calendar['owner'] . '/' . $calendar['uri'];
			foreach ($calendar['aliases'] as $position => $alias) {
				$aliases["/calendars/$index/aliases/$position"] = $alias;
			}
		}
		$issues = [...self::repeated($names + $aliases), ...self::repeated($places)];
		foreach ([['appointmentTypes', 'code'], ['categories', 'code'], ['pvs', 'id'], ['pvs', 'user'], ['webhooks', 'id']] as [$list, $key]) {
			$codes = [];
			foreach ($data[$list] ?? [] as $index => $entry) {
				$codes["/$list/$index/$key"] = $entry[$key];
			}
			array_push($issues, ...self::repeated($codes));
		}
		return $issues;
	}

	/**
	 * @param array<string, string> $values by path
	 * @return list<Issue> one for each value that was there before
	 */
	private static function repeated(array $values): array {
		$issues = [];
		$seen = [];
		foreach ($values as $path => $value) {
			if (isset($seen[$value])) {
				$issues[] = new Issue('DUPLICATE_ID', $path, ['value' => $value]);
			}
			$seen[$value] = true;
		}
		return $issues;
	}

	/**
	 * @param array<mixed> $data
	 * @return list<Issue>
	 */
	private static function references(array $data): array {
		/** @var array{calendars: list<array{types: list<string>}>, appointmentTypes: list<array{code: string, category: string}>, categories: list<array{code: string}>} $data */
		$issues = [];
		$types = array_column($data['appointmentTypes'], 'code');
		foreach ($data['calendars'] as $index => $calendar) {
			foreach ($calendar['types'] as $position => $code) {
				if (!in_array($code, $types, true)) {
					$issues[] = new Issue('REFERENCE_UNKNOWN', "/calendars/$index/types/$position", ['value' => $code]);
				}
			}
		}
		$categories = array_column([...Contract::load()->categories(), ...$data['categories']], 'code');
		foreach ($data['appointmentTypes'] as $index => $type) {
			if (!in_array($type['category'], $categories, true)) {
				$issues[] = new Issue('REFERENCE_UNKNOWN', "/appointmentTypes/$index/category", ['value' => $type['category']]);
			}
		}
		return $issues;
	}

	/**
	 * @param array<mixed> $data
	 * @return list<Issue>
	 */
	private static function hours(array $data): array {
		/** @var array{calendars: list<array{weeklyHours: array<string, list<array{start: string, end: string}>>, exceptions: list<array{from: string, to: string, hours: list<array{start: string, end: string}>}>}>} $data */
		$issues = [];
		foreach ($data['calendars'] as $index => $calendar) {
			foreach ($calendar['weeklyHours'] as $day => $hours) {
				if (self::overlap($hours)) {
					$issues[] = new Issue('HOURS_OVERLAP', "/calendars/$index/weeklyHours/$day");
				}
			}
			foreach ($calendar['exceptions'] as $position => $exception) {
				if (self::overlap($exception['hours'])) {
					$issues[] = new Issue('HOURS_OVERLAP', "/calendars/$index/exceptions/$position/hours");
				}
				if (!self::isDay($exception['from']) || !self::isDay($exception['to']) || $exception['to'] < $exception['from']) {
					$issues[] = new Issue('HOURS_OVERLAP', "/calendars/$index/exceptions/$position");
				}
			}
		}
		return $issues;
	}

	private static function isDay(string $text): bool {
		return checkdate((int)substr($text, 5, 2), (int)substr($text, 8, 2), (int)substr($text, 0, 4));
	}

	/** @param list<array{start: string, end: string}> $hours */
	private static function overlap(array $hours): bool {
		usort($hours, static fn (array $a, array $b): int => $a['start'] <=> $b['start']);
		$end = '';
		foreach ($hours as $one) {
			if ($one['end'] <= $one['start'] || $one['start'] < $end) {
				return true;
			}
			$end = $one['end'];
		}
		return false;
	}

	/**
	 * @param array<mixed> $data
	 * @return list<Issue>
	 */
	private static function main(array $data): array {
		/** @var array{calendars: list<array{main: bool}>} $data */
		return count(array_filter(array_column($data['calendars'], 'main'))) === 1 ? [] : [new Issue('ONE_MAIN_CALENDAR', '/calendars')];
	}

	/**
	 * @param array<string, string> $groups role → group
	 * @return list<Issue>
	 */
	private static function groups(array $groups): array {
		$issues = [];
		$seen = [];
		foreach ($groups as $role => $group) {
			if (isset($seen[$group])) {
				$issues[] = new Issue('GROUP_SHARED_BY_ROLES', "/roles/$role", ['value' => $group]);
			}
			$seen[$group] = true;
		}
		return $issues;
	}

	/**
	 * A placeholder that nothing would be filled in for.
	 *
	 * @param array<mixed> $data
	 * @return list<Issue>
	 */
	private static function wording(array $data): array {
		/** @var array{mailTexts?: array<string, array<string, array<string, string>>>} $data */
		$known = Contract::load()->texts()['mailPlaceholders'];
		$issues = [];
		foreach ($data['mailTexts'] ?? [] as $event => $parts) {
			foreach ($parts as $part => $texts) {
				foreach ($texts as $language => $text) {
					preg_match_all('/\{(\w+)\}/', $text, $matches);
					$unknown = array_values(array_diff($matches[1], $known));
					if ($unknown !== []) {
						$issues[] = new Issue('PLACEHOLDER_UNKNOWN', "/mailTexts/$event/$part/$language", ['value' => '{' . $unknown[0] . '}', 'allowed' => implode(', ', array_map(static fn (string $name): string => '{' . $name . '}', $known))]);
					}
				}
			}
		}
		return $issues;
	}

	/**
	 * @param array<mixed> $data
	 * @return list<Issue>
	 */
	private static function waitingList(array $data): array {
		/** @var array{waitingList?: array{owner: string, uri: string}|null, calendars: list<array{owner: string, uri: string}>} $data */
		$list = $data['waitingList'] ?? null;
		if ($list === null) {
			return [];
		}
		$own = array_column(array_filter($data['calendars'], static fn (array $calendar): bool => $calendar['owner'] === $list['owner']), 'uri');
		return [
			...($own === [] ? [new Issue('REFERENCE_UNKNOWN', '/waitingList/owner', ['value' => $list['owner']])] : []),
			...(in_array($list['uri'], $own, true) ? [new Issue('DUPLICATE_ID', '/waitingList/uri', ['value' => "{$list['owner']}/{$list['uri']}"])] : []),
		];
	}
}
