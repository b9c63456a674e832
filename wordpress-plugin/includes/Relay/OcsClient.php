<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Relay;

use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** The website's JSON routes of the Nextcloud app. */
final class OcsClient {
	private const BASE = '/ocs/v2.php/apps/sprechstunde/api/v1/';
	/** Seconds; nobody's booking waits for a hold. */
	private const HOLD_TIMEOUT = 5.0;
	private const ANSWER_TIMEOUT = 20.0;
	/** What a patient with a link can be told about their appointment, beside what a booking may meet. */
	private const LINK_CODES = ['LINK_INVALID', 'RATE_LIMITED', 'APPOINTMENT_CANCELLED', 'DEADLINE_PASSED', 'SELF_SERVICE_UNAVAILABLE', 'CHANGED_MEANWHILE', 'REQUEST_MALFORMED'];

	public function __construct(
		private readonly Connection $connection,
		private readonly Transport $transport,
	) {
	}

	/**
	 * What the website may show.
	 *
	 * @return array<string, mixed>
	 * @throws ServerFailure
	 * @throws IssuesException
	 */
	public function catalog(): array {
		$catalog = $this->get('catalog');
		if (!isset($catalog['practice'], $catalog['consent'], $catalog['calendars'], $catalog['appointmentTypes'], $catalog['booking'])) {
			throw new ServerFailure('the catalog is incomplete');
		}
		return $catalog;
	}

	/**
	 * Free windows, half-open.
	 *
	 * @param string $calendar id, alias or `any`
	 * @param string $from ISO 8601, UTC; likewise $to
	 * @return array<string, mixed> windows, generatedAt
	 * @throws ServerFailure
	 * @throws IssuesException CALENDAR_UNKNOWN, RANGE_INVALID
	 */
	public function free(string $calendar, string $from, string $to): array {
		$answer = $this->get('calendars/' . rawurlencode($calendar) . '/free', ['from' => $from, 'to' => $to]);
		if (!is_array($answer['windows'] ?? null)) {
			throw new ServerFailure('the free windows are incomplete');
		}
		return $answer;
	}

	/**
	 * Keeps a slot.
	 *
	 * @param array<string, mixed> $request as the contract's schema holdRequest
	 * @return array<string, mixed> token, expires, seconds
	 * @throws ServerFailure
	 * @throws IssuesException with alternatives where the slot is taken
	 */
	public function hold(array $request): array {
		$answer = $this->send('POST', 'holds', json_encode($request, JSON_THROW_ON_ERROR));
		$data = self::data($answer);
		if ($answer->status === 201 && is_string($data['token'] ?? null) && is_string($data['expires'] ?? null) && is_int($data['seconds'] ?? null)) {
			return ['token' => $data['token'], 'expires' => $data['expires'], 'seconds' => $data['seconds']];
		}
		$issues = self::issues($answer);
		if ($issues !== [] && in_array($issues[0]->code, [...CalDavClient::PATIENT_CODES, 'HOLD_LIMIT_REACHED'], true)) {
			throw new IssuesException($issues, self::alternatives($data));
		}
		throw new ServerFailure("a hold: status $answer->status");
	}

	/** @throws ServerFailure */
	public function release(string $token): void {
		$answer = $this->send('DELETE', 'holds/' . rawurlencode($token), '');
		if ($answer->status !== 200) {
			throw new ServerFailure("the end of a hold: status $answer->status");
		}
	}

	/**
	 * What a patient on the waiting list answers to an offer, or what it is.
	 *
	 * @param 'view'|'accept'|'decline' $action
	 * @param string $birthDate YYYY-MM-DD
	 * @return array<string, mixed> state, calendar, doctor, location, appointmentType, start, end, until, seconds, replaces
	 * @throws ServerFailure
	 * @throws IssuesException LINK_INVALID, RATE_LIMITED, OFFER_OVER, SLOT_TAKEN, CHANGED_MEANWHILE, REQUEST_MALFORMED
	 */
	public function offer(string $action, string $token, string $birthDate): array {
		$answer = $this->send('POST', "offers/$action", json_encode(['token' => $token, 'birthDate' => $birthDate], JSON_THROW_ON_ERROR), self::ANSWER_TIMEOUT);
		$data = self::data($answer);
		if ($answer->status === 200 && is_string($data['state'] ?? null)) {
			/** @var array<string, mixed> */
			return $data;
		}
		$issues = self::issues($answer);
		if ($issues !== [] && in_array($issues[0]->code, ['LINK_INVALID', 'RATE_LIMITED', 'OFFER_OVER', 'SLOT_TAKEN', 'CHANGED_MEANWHILE', 'REQUEST_MALFORMED'], true)) {
			throw new IssuesException($issues);
		}
		throw new ServerFailure("an offer: status $answer->status");
	}

	/**
	 * A patient's own appointment, or what they do to it.
	 *
	 * @param 'view'|'cancel'|'reschedule' $action
	 * @param array<string, string> $wish token, birthDate (YYYY-MM-DD); to change something etag, to move it start and end (UTC)
	 * @return array<string, mixed> calendar, doctor, location, appointmentType, status, start, end, canCancel, canReschedule, until, etag
	 * @throws ServerFailure uncertain where a change may have been made all the same
	 * @throws IssuesException what the patient can read, with alternatives where the slot is taken
	 */
	public function appointment(string $action, array $wish): array {
		$answer = $this->send('POST', "patient/$action", json_encode($wish, JSON_THROW_ON_ERROR), self::ANSWER_TIMEOUT);
		$data = self::data($answer);
		if ($answer->status === 200 && is_string($data['etag'] ?? null) && is_string($data['start'] ?? null)) {
			/** @var array<string, mixed> */
			return $data;
		}
		$issues = self::issues($answer);
		if ($issues !== [] && $answer->status < 500 && in_array($issues[0]->code, [...CalDavClient::PATIENT_CODES, ...self::LINK_CODES], true)) {
			throw new IssuesException($issues, self::alternatives($data));
		}
		// 503: nothing was stored; any other fault, or a proxy's, leaves it open
		throw new ServerFailure("an appointment: status $answer->status" . ($issues === [] ? '' : ' ' . $issues[0]->code), $answer->status >= 500 && $answer->status !== 503);
	}

	/**
	 * @param array<string, string> $query
	 * @throws TransportFailure
	 */
	public function request(string $path, array $query = []): Answer {
		$url = $this->connection->address . self::BASE . $path . '?' . http_build_query($query + ['format' => 'json']);
		return $this->transport->send('GET', $url, $this->headers());
	}

	/** @return list<Issue> what the answer of an OCS route complains about */
	public static function issues(Answer $answer): array {
		$entries = self::data($answer)['issues'] ?? null;
		$issues = [];
		foreach (is_array($entries) ? $entries : [] as $entry) {
			if (!is_array($entry) || !is_string($entry['code'] ?? null)) {
				continue;
			}
			$known = self::known($entry['code'], is_string($entry['path'] ?? null) ? $entry['path'] : null, is_array($entry['params'] ?? null) ? $entry['params'] : []);
			if ($known !== null) {
				$issues[] = $known;
			}
		}
		return $issues;
	}

	/**
	 * An issue that came over the wire, or null for a code of a newer contract than ours.
	 *
	 * @param array<mixed> $params
	 */
	public static function known(string $code, ?string $path, array $params): ?Issue {
		try {
			Contract::load()->issue($code);
		} catch (\LogicException) {
			return null;
		}
		$clean = [];
		foreach ($params as $name => $value) {
			if (is_string($value) || is_int($value)) {
				$clean[(string)$name] = $value;
			}
		}
		return new Issue($code, $path, $clean);
	}

	/** @return array<string, string> */
	private function headers(): array {
		return ['Authorization' => $this->connection->authorization(), 'OCS-APIRequest' => 'true', 'Accept' => 'application/json'];
	}

	private function send(string $method, string $path, string $body, float $timeout = self::HOLD_TIMEOUT): Answer {
		try {
			return $this->transport->send($method, $this->connection->address . self::BASE . $path . '?format=json', $this->headers() + ($body === '' ? [] : ['Content-Type' => 'application/json']), $body, $timeout);
		} catch (TransportFailure $failure) {
			throw new ServerFailure($failure->getMessage(), $failure->sent);
		}
	}

	/** @return array<mixed> */
	private static function data(Answer $answer): array {
		$data = $answer->json();
		return is_array($data['ocs'] ?? null) && is_array($data['ocs']['data'] ?? null) ? $data['ocs']['data'] : [];
	}

	/**
	 * @param array<mixed> $data
	 * @return list<array{calendar: string, start: string, end: string}>
	 */
	private static function alternatives(array $data): array {
		$found = [];
		foreach (is_array($data['alternatives'] ?? null) ? $data['alternatives'] : [] as $entry) {
			if (is_array($entry) && is_string($entry['calendar'] ?? null) && is_string($entry['start'] ?? null) && is_string($entry['end'] ?? null)) {
				$found[] = ['calendar' => $entry['calendar'], 'start' => $entry['start'], 'end' => $entry['end']];
			}
		}
		return $found;
	}

	/**
	 * @param array<string, string> $query
	 * @return array<string, mixed>
	 */
	private function get(string $path, array $query = []): array {
		try {
			$answer = $this->request($path, $query);
		} catch (TransportFailure $failure) {
			throw new ServerFailure($failure->getMessage());
		}
		if ($answer->status === 200) {
			$data = $answer->json();
			if (is_array($data['ocs'] ?? null) && is_array($data['ocs']['data'] ?? null)) {
				/** @var array<string, mixed> */
				return $data['ocs']['data'];
			}
			throw new ServerFailure('the answer is no OCS document');
		}
		$issues = self::issues($answer);
		if ($issues !== [] && in_array($issues[0]->code, ['CALENDAR_UNKNOWN', 'RANGE_INVALID', 'TIME_INVALID'], true)) {
			throw new IssuesException($issues);
		}
		throw new ServerFailure("status $answer->status" . ($issues === [] ? '' : ' ' . $issues[0]->code));
	}
}
