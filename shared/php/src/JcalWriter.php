<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Writes a booking as jCal (RFC 7265) for the PUT into Nextcloud; needs no Sabre, and puts nothing together from strings. */
final class JcalWriter {
	public const PRODID = '-//Sprechstunde//Termine//DE';

	/**
	 * @param array<string, mixed> $request a booking request that BookingRequest::issues found valid
	 * @param array<string, mixed> $catalog answer of the catalog route
	 * @param \DateTimeImmutable $now time of the request: part of the UID, DTSTAMP and time of the consent
	 * @param string $randomBytes 16 bytes or more; from a CSPRNG, or an HMAC of the idempotency key
	 * @return array{uid: string, jcal: array<mixed>} json_encode `jcal`; the object's URI is uid + `.ics`
	 * @throws IssuesException TYPE_UNKNOWN where the catalog lacks the type, TIME_INVALID where the start is no instant
	 */
	public static function booking(array $request, array $catalog, \DateTimeImmutable $now, string $randomBytes): array {
		/** @var array{appointmentType: string, start: string, consent: array{version: string}} $request */
		/** @var array{practice: array{email: string, domain?: string}, appointmentTypes: list<array{code: string, durationMinutes: int}>} $catalog */
		$now = $now->setTimezone(new \DateTimeZone('UTC'));
		$start = \DateTimeImmutable::createFromFormat('!Y-m-d\TH:i:s\Z', $request['start'], new \DateTimeZone('UTC'));
		if ($start === false || $start->format('Y-m-d\TH:i:s\Z') !== $request['start']) {
			throw new IssuesException([new Issue('TIME_INVALID', 'start')]);
		}
		$end = $start->modify('+' . self::duration($request['appointmentType'], $catalog['appointmentTypes']) . ' minutes');
		$uid = self::uid($now, $randomBytes, $catalog['practice']['domain'] ?? self::domainOf($catalog['practice']['email']));
		$stamp = $now->format('Y-m-d\TH:i:s\Z');
		$fields = BookingRequest::fields($request) + ['consent' => $request['consent']['version'] . ' ' . $stamp];
		$properties = [
			['uid', new \stdClass(), 'text', $uid],
			['dtstamp', new \stdClass(), 'date-time', $stamp],
			['dtstart', new \stdClass(), 'date-time', $start->format('Y-m-d\TH:i:s\Z')],
			['dtend', new \stdClass(), 'date-time', $end->format('Y-m-d\TH:i:s\Z')],
		];
		foreach (Contract::load()->fields() as $field) {
			if (isset($fields[$field->name])) {
				$properties[] = [strtolower($field->property), new \stdClass(), 'text', $fields[$field->name]];
			}
		}
		return ['uid' => $uid, 'jcal' => ['vcalendar', [
			['version', new \stdClass(), 'text', '2.0'],
			['prodid', new \stdClass(), 'text', self::PRODID],
		], [['vevent', $properties, []]]]];
	}

	/** `appointment-YYYYMMDD-HHMMSS-RANDOM@domain`, time of the request in UTC, RANDOM in base64url. */
	public static function uid(\DateTimeImmutable $now, string $randomBytes, string $domain): string {
		if (strlen($randomBytes) < 16) {
			throw new \LogicException('a UID needs 128 random bits');
		}
		$random = rtrim(strtr(base64_encode($randomBytes), '+/', '-_'), '=');
		return 'appointment-' . $now->setTimezone(new \DateTimeZone('UTC'))->format('Ymd-His') . "-$random@$domain";
	}

	/** @param list<array{code: string, durationMinutes: int}> $types */
	private static function duration(string $code, array $types): int {
		foreach ($types as $type) {
			if ($type['code'] === $code) {
				return $type['durationMinutes'];
			}
		}
		throw new IssuesException([new Issue('TYPE_UNKNOWN', 'appointmentType')]);
	}

	private static function domainOf(string $email): string {
		return strtolower(substr((string)strrchr($email, '@'), 1));
	}
}
