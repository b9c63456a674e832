<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Writes a booking as jCal (RFC 7265) for the PUT into Nextcloud; needs no Sabre, and puts nothing together from strings. */
final class JcalWriter {
	public const PRODID = '-//Sprechstunde//Buchung//DE';
	private const INSTANT = 'Y-m-d\TH:i:s\Z';

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
		$uid = self::uid($now, $randomBytes, $catalog['practice']['domain'] ?? self::domainOf($catalog['practice']['email']));
		return ['uid' => $uid, 'jcal' => self::event($request, self::duration($request['appointmentType'], $catalog['appointmentTypes']), $uid, $now)];
	}

	/**
	 * @param array<string, mixed> $request as for `booking`
	 * @return array<mixed> jCal
	 * @throws IssuesException TIME_INVALID where the start is no instant
	 */
	public static function event(array $request, int $durationMinutes, string $uid, \DateTimeImmutable $now): array {
		/** @var array{start: string, consent: array{version: string}, earlier?: array{version: string}} $request */
		$start = \DateTimeImmutable::createFromFormat('!' . self::INSTANT, $request['start'], new \DateTimeZone('UTC'));
		if ($start === false || $start->format(self::INSTANT) !== $request['start']) {
			throw new IssuesException([new Issue('TIME_INVALID', 'start')]);
		}
		$stamp = Interval::iso($now->getTimestamp());
		$fields = BookingRequest::fields($request) + ['consent' => $request['consent']['version'] . ' ' . $stamp]
			+ (isset($request['earlier']) ? ['earlierConsent' => $request['earlier']['version'] . ' ' . $stamp] : []);
		$properties = [
			['uid', new \stdClass(), 'text', $uid],
			['dtstamp', new \stdClass(), 'date-time', $stamp],
			['dtstart', new \stdClass(), 'date-time', $request['start']],
			['dtend', new \stdClass(), 'date-time', Interval::iso($start->getTimestamp() + 60 * $durationMinutes)],
		];
		foreach (Contract::load()->fields() as $field) {
			if (isset($fields[$field->name])) {
				$properties[] = [strtolower($field->property), new \stdClass(), 'text', $fields[$field->name]];
			}
		}
		return ['vcalendar', [
			['version', new \stdClass(), 'text', '2.0'],
			['prodid', new \stdClass(), 'text', self::PRODID],
		], [['vevent', $properties, []]]];
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
