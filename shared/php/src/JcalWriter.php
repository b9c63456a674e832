<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Writes a booking as jCal (RFC 7265) for the PUT into Nextcloud; needs no Sabre, and puts nothing together from strings. */
final class JcalWriter {
	/**
	 * @param array<string, mixed> $request a booking request that SchemaValidator::bookingRequest found valid
	 * @param array<string, mixed> $catalog answer of the catalog route
	 * @param \DateTimeImmutable $now time of the request: part of the UID, DTSTAMP and time of the consent
	 * @param string $randomBytes 16 bytes; from a CSPRNG, or an HMAC of the idempotency key
	 * @return array{uid: string, jcal: array<mixed>} json_encode `jcal`; the object's URI is uid + `.ics`
	 * @throws IssuesException TYPE_UNKNOWN where the catalog lacks the type
	 */
	public static function booking(array $request, array $catalog, \DateTimeImmutable $now, string $randomBytes): array {
		throw new \LogicException('under construction');
	}
}
