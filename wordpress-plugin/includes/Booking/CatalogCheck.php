<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Booking;

use Sprechstunde\Core\BookingRequest;
use Sprechstunde\Core\FieldValidator;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Role;

/**
 * Checks a request against what the practice offers, so that a patient hears of every mistake at once.
 * Whether the time is free and allowed, only the calendar server decides.
 */
final class CatalogCheck {
	/**
	 * @param array<string, mixed> $request
	 * @param int $now epoch seconds
	 * @return array<string, mixed> the catalog it was checked against
	 * @throws IssuesException
	 */
	public static function pass(array $request, Directory $directory, int $now): array {
		$catalog = $directory->catalog();
		if (self::outdatedConsents($request, $catalog) !== []) {
			$catalog = $directory->freshCatalog();
		}
		$issues = self::issues($request, $catalog, $now);
		if ($issues !== []) {
			throw new IssuesException($issues);
		}
		return $catalog;
	}

	/**
	 * @param array<string, mixed> $request
	 * @param array<string, mixed> $catalog
	 * @param int $now epoch seconds
	 * @return list<Issue>
	 */
	public static function issues(array $request, array $catalog, int $now): array {
		$practice = is_array($catalog['practice'] ?? null) ? $catalog['practice'] : [];
		$zone = new \DateTimeZone(is_string($practice['timeZone'] ?? null) ? $practice['timeZone'] : 'UTC');
		$issues = FieldValidator::issues(BookingRequest::fields($request), Role::Booking, (new \DateTimeImmutable("@$now"))->setTimezone($zone)->format('Y-m-d'));
		foreach (self::outdatedConsents($request, $catalog) as $name) {
			$issues[] = new Issue('CONSENT_OUTDATED', $name);
		}
		return [...$issues, ...self::offerIssues($request, $catalog)];
	}

	/**
	 * @param array<string, mixed> $catalog
	 * @return array<string, mixed>|null
	 */
	public static function type(array $catalog, string $code): ?array {
		return self::find($catalog['appointmentTypes'] ?? null, 'code', $code);
	}

	/**
	 * @param array<string, mixed> $request
	 * @param array<string, mixed> $catalog
	 * @return list<Issue>
	 */
	private static function offerIssues(array $request, array $catalog): array {
		$issues = [];
		$calendar = self::find($catalog['calendars'] ?? null, 'id', (string)$request['calendar']);
		if ($calendar === null) {
			$issues[] = new Issue('CALENDAR_UNKNOWN', 'calendar');
		}
		$type = self::type($catalog, (string)$request['appointmentType']);
		if ($type === null) {
			return [new Issue('TYPE_UNKNOWN', 'appointmentType'), ...$issues];
		}
		if ($calendar !== null && !in_array($request['appointmentType'], is_array($calendar['types'] ?? null) ? $calendar['types'] : [], true)) {
			$issues[] = new Issue('TYPE_NOT_OFFERED', 'appointmentType');
		}
		if (!in_array($request['insurance'], is_array($type['insurances'] ?? null) ? $type['insurances'] : [], true)) {
			$issues[] = new Issue('INSURANCE_NOT_ACCEPTED', 'insurance');
		}
		$patients = $type['patients'] ?? 'all';
		if (is_string($patients) && $patients !== 'all' && isset($request['patient']) && $request['patient'] !== $patients) {
			$issues[] = new Issue($patients === 'new' ? 'NEW_PATIENTS_ONLY' : 'EXISTING_PATIENTS_ONLY', 'patient');
		}
		return $issues;
	}

	/**
	 * @param array<string, mixed> $request
	 * @param array<string, mixed> $catalog
	 * @return list<string> consent, earlier
	 */
	private static function outdatedConsents(array $request, array $catalog): array {
		$version = static fn (mixed $of): mixed => is_array($of) ? $of['version'] ?? null : null;
		$isCurrent = ['consent' => $version($request['consent'] ?? null) === $version($catalog['consent'] ?? null)]
			// given only by who wants it
			+ ['earlier' => !isset($request['earlier']) || $version($request['earlier']) === $version($catalog['waitingListConsent'] ?? null)];
		return array_keys(array_filter($isCurrent, static fn (bool $is): bool => !$is));
	}

	/** @return array<string, mixed>|null */
	private static function find(mixed $list, string $key, string $value): ?array {
		foreach (is_array($list) ? $list : [] as $entry) {
			if (is_array($entry) && ($entry[$key] ?? null) === $value) {
				/** @var array<string, mixed> */
				return $entry;
			}
		}
		return null;
	}
}
