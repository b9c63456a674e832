<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Relay;

use Sprechstunde\Core\IssuesException;

/** Puts a booking into the booking user's calendar and looks at it again (RFC 4791, RFC 7265). */
final class CalDavClient {
	/** Seconds; a PUT may wait for the calendar's lock. */
	private const PUT_TIMEOUT = 15.0;

	/** A proxy did not hear the server's answer, which may still be at work (RFC 9110 §15.6.3, §15.6.5; the last three are in common use). */
	private const LOST = [502, 504, 520, 522, 524];

	/** What a patient can do something about; anything else is ours or the set-up's fault. */
	public const PATIENT_CODES = [
		'FIELD_REQUIRED', 'FIELD_VALUE_NOT_ALLOWED', 'FIELD_TOO_LONG', 'FIELD_FORMAT', 'CONTACT_REQUIRED', 'BIRTHDATE_IN_FUTURE', 'BIRTHDATE_IMPLAUSIBLE',
		'CALENDAR_UNKNOWN', 'TYPE_UNKNOWN', 'TYPE_NOT_OFFERED', 'INSURANCE_NOT_ACCEPTED', 'TIME_INVALID', 'START_IN_PAST', 'NOTICE_TOO_SHORT', 'BEYOND_HORIZON',
		'OUTSIDE_OPENING_HOURS', 'OFF_GRID', 'WRONG_DURATION', 'DAILY_MAXIMUM_REACHED', 'SLOT_TAKEN',
	];

	public function __construct(
		private readonly Connection $connection,
		private readonly Transport $transport,
	) {
	}

	/**
	 * Stores the booking, once: where the object is there already (a retry), that counts as stored.
	 *
	 * @param string $calendar id of the practice calendar
	 * @param array<mixed> $jcal
	 * @param string $hold token of the slot's hold; empty: none
	 * @return string its STATUS: TENTATIVE, CONFIRMED; empty where it could not be read back
	 * @throws IssuesException what the server refuses, with alternatives where the slot is taken
	 * @throws ServerFailure where the server is not reached, or nobody can tell whether it stored the booking
	 */
	public function store(string $calendar, string $uid, array $jcal, string $hold = ''): string {
		try {
			$answer = $this->put($calendar, $uid, $jcal, $hold);
		} catch (TransportFailure $failure) {
			if (!$failure->sent) {
				throw new ServerFailure($failure->getMessage());
			}
			return $this->status($calendar, $uid) ?? throw new ServerFailure($failure->getMessage(), true);
		}
		if ($answer->status === 201 || $answer->status === 204) {
			return $this->statusOrEmpty($calendar, $uid);
		}
		if ($answer->status === 409 || $answer->status === 412 || ($answer->status >= 500 && $answer->status !== 503)) {
			$stored = $this->status($calendar, $uid);
			if ($stored !== null) {
				return $stored;
			}
		}
		$refusal = $answer->status >= 400 && $answer->status < 500 ? DavError::read($answer->body) : null;
		if ($refusal !== null && in_array($refusal->issues[0]->code, self::PATIENT_CODES, true)) {
			throw $refusal;
		}
		throw new ServerFailure("status $answer->status" . ($refusal === null ? '' : ' ' . $refusal->getMessage()), in_array($answer->status, self::LOST, true));
	}

	/**
	 * STATUS of a stored booking.
	 *
	 * @return ?string null where there is no such object; empty where it has no STATUS
	 * @throws ServerFailure (uncertain) where the server doesn't say
	 */
	public function status(string $calendar, string $uid): ?string {
		try {
			$answer = $this->transport->send('GET', $this->url($calendar, $uid), ['Authorization' => $this->connection->authorization()]);
		} catch (TransportFailure $failure) {
			throw new ServerFailure($failure->getMessage(), true);
		}
		if ($answer->status === 404) {
			return null;
		}
		if ($answer->status !== 200) {
			throw new ServerFailure("status $answer->status", true);
		}
		return preg_match('/^STATUS:([A-Z]+)/m', $answer->body, $match) === 1 ? $match[1] : '';
	}

	public function url(string $calendar, string $uid): string {
		return $this->connection->address . '/remote.php/dav/calendars/' . rawurlencode($this->connection->user)
			. '/app-generated--sprechstunde--' . rawurlencode($calendar) . '/' . rawurlencode($uid) . '.ics';
	}

	/**
	 * @param array<mixed> $jcal
	 * @throws TransportFailure
	 */
	private function put(string $calendar, string $uid, array $jcal, string $hold): Answer {
		return $this->transport->send('PUT', $this->url($calendar, $uid), [
			'Authorization' => $this->connection->authorization(),
			'Content-Type' => 'application/calendar+json; charset=utf-8',
			'If-None-Match' => '*',
		] + ($hold === '' ? [] : ['X-Sprechstunde-Hold' => $hold]), json_encode($jcal, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES), self::PUT_TIMEOUT);
	}

	private function statusOrEmpty(string $calendar, string $uid): string {
		try {
			return $this->status($calendar, $uid) ?? '';
		} catch (ServerFailure) {
			return '';
		}
	}
}
