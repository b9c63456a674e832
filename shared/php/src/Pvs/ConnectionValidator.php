<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\Webhooks\WebhookUrl;

/** What the schema can't say of the connections of a practice configuration. */
final class ConnectionValidator {
	/**
	 * @param array{pvs?: list<array{profile: string, calendars: list<string>, fieldMap?: array{title: string, place: string, text: list<string>}|null, categoryNames?: list<array{code: string}>, rest?: array{url: string, fields?: list<array{name: string, value: string}>, calendars?: list<string>}|null}>, calendars: list<array<string, mixed>>, categories: list<array{code: string}>} $data
	 * @return list<Issue>
	 */
	public static function issues(array $data): array {
		$calendars = array_column($data['calendars'], 'id');
		$treatments = [...array_column(Contract::load()->categories(), 'code'), ...array_column($data['categories'], 'code')];
		$unknown = [];
		foreach ($data['pvs'] ?? [] as $index => $connection) {
			foreach (array_diff($connection['calendars'], $calendars) as $place => $id) {
				$unknown["/pvs/$index/calendars/$place"] = $id;
			}
			foreach (array_diff(array_column($connection['categoryNames'] ?? [], 'code'), $treatments) as $place => $code) {
				$unknown["/pvs/$index/categoryNames/$place/code"] = $code;
			}
			foreach (array_diff($connection['rest']['calendars'] ?? [], $connection['calendars']) as $place => $id) {
				$unknown["/pvs/$index/rest/calendars/$place"] = $id;
			}
			foreach (isset($connection['fieldMap']) ? FieldMap::unknownNames($connection['fieldMap']) : [] as $part => $name) {
				$unknown["/pvs/$index/fieldMap/$part"] = $name;
			}
		}
		$issues = [];
		foreach ($data['pvs'] ?? [] as $index => $connection) {
			$profile = Profiles::of($connection['profile']);
			if (isset($connection['rest']) && $profile['capabilities']['rest'] === 'none') {
				$issues[] = new Issue('PROGRAM_WITHOUT_REST', "/pvs/$index/rest", ['value' => $profile['name']]);
			}
			if (isset($connection['rest']) && !WebhookUrl::isAllowed($connection['rest']['url'])) {
				$issues[] = new Issue('WEBHOOK_URL', "/pvs/$index/rest/url");
			}
			foreach (RestInterface::issues($connection['rest']['fields'] ?? [], "/pvs/$index/rest/fields") as $issue) {
				$issues[] = $issue;
			}
		}
		return [...$issues, ...array_map(static fn (string $path, string $value): Issue => new Issue('REFERENCE_UNKNOWN', $path, ['value' => $value]), array_keys($unknown), array_values($unknown))];
	}
}
