<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Xconcept;

use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\ZoneClock;

/**
 * Reads the event of a program: `{type, revision or occurred_at, appointment: {id or external_id, date, time, duration, status}}`. Members that
 * nobody here knows are passed over.
 */
final class EventReader {
	/** the largest number that JSON's readers agree on */
	public const MOST = 9007199254740991;

	private const IMPLIED = ['appointment.updated' => null, 'appointment.cancelled' => 'CANCELLED', 'appointment.confirmed' => 'CONFIRMED'];
	private const STATUSES = ['tentative' => 'TENTATIVE', 'confirmed' => 'CONFIRMED', 'cancelled' => 'CANCELLED'];
	private const LONGEST = 1440;

	/** @var list<Issue> */
	private array $issues = [];

	private function __construct(
		private \DateTimeZone $zone,
	) {
	}

	/**
	 * @param mixed $event decoded JSON, objects as arrays
	 * @param \DateTimeZone $zone the practice's, on whose clock date and time are
	 * @throws IssuesException naming whatever can't be read
	 */
	public static function read(mixed $event, \DateTimeZone $zone): RemoteEvent {
		return (new self($zone))->event($event);
	}

	private function event(mixed $event): RemoteEvent {
		if (!self::isObject($event)) {
			throw new IssuesException([new Issue('REQUEST_MALFORMED')]);
		}
		$type = $event['type'] ?? null;
		if (!array_key_exists('type', $event)) {
			$this->issues[] = new Issue('FIELD_REQUIRED', 'type');
		} elseif (!is_string($type) || !array_key_exists($type, self::IMPLIED)) {
			$this->issues[] = new Issue('FIELD_VALUE_NOT_ALLOWED', 'type', ['allowed' => implode(', ', array_keys(self::IMPLIED))]);
		}
		$revision = $this->number($event['revision'] ?? null, 'revision', 0, self::MOST);
		$occurredAt = isset($event['occurred_at']) ? self::instant($event['occurred_at']) : null;
		if (isset($event['occurred_at']) && $occurredAt === null) {
			$this->issues[] = new Issue('TIME_INVALID', 'occurred_at');
		}
		if (!isset($event['revision']) && !isset($event['occurred_at'])) {
			$this->issues[] = new Issue('FIELD_REQUIRED', 'revision');
		}
		$told = $event['appointment'] ?? null;
		if (!self::isObject($told)) {
			throw new IssuesException([...$this->issues, new Issue(array_key_exists('appointment', $event) ? 'REQUEST_MALFORMED' : 'FIELD_REQUIRED', 'appointment')]);
		}
		[$start, $minutes] = $this->times($told, $type);
		$remoteId = $this->id($told, 'id');
		$uid = $this->id($told, 'external_id');
		if (!isset($told['id']) && !isset($told['external_id'])) {
			$this->issues[] = new Issue('FIELD_REQUIRED', 'appointment.id');
		}
		$status = $this->status($told['status'] ?? null);
		if ($this->issues !== [] || !is_string($type)) {
			throw new IssuesException($this->issues === [] ? [new Issue('REQUEST_MALFORMED')] : $this->issues);
		}
		return new RemoteEvent($type, $remoteId, $uid, $revision, $occurredAt, $start, $minutes, self::IMPLIED[$type] ?? $status);
	}

	/**
	 * @param array<array-key, mixed> $told
	 * @return array{?int, ?int} start, minutes
	 */
	private function times(array $told, mixed $type): array {
		// when what is cancelled would have been is nobody's concern
		if ($type === 'appointment.cancelled') {
			return [null, null];
		}
		$date = $told['date'] ?? null;
		$time = $told['time'] ?? null;
		if (($date === null) !== ($time === null)) {
			$this->issues[] = new Issue('FIELD_REQUIRED', $date === null ? 'appointment.date' : 'appointment.time');
		}
		$minutes = $this->number($told['duration'] ?? null, 'appointment.duration', 1, self::LONGEST);
		if ($date === null || $time === null) {
			return [null, $minutes];
		}
		$isDay = is_string($date) && preg_match('/^(\d{4})-(\d{2})-(\d{2})$/D', $date, $day) === 1 && (int)$day[1] >= 1970 && checkdate((int)$day[2], (int)$day[3], (int)$day[1]);
		if (!$isDay) {
			$this->issues[] = new Issue('TIME_INVALID', 'appointment.date');
		}
		$isTime = is_string($time) && preg_match('/^([01]\d|2[0-3]):([0-5]\d)(?::00)?$/D', $time, $clock) === 1;
		if (!$isTime) {
			$this->issues[] = new Issue('TIME_INVALID', 'appointment.time');
		}
		if (!$isDay || !$isTime || !isset($day[3], $clock[2])) {
			return [null, $minutes];
		}
		$wall = ZoneClock::utc((int)$day[1], (int)$day[2], (int)$day[3]) + 3600 * (int)$clock[1] + 60 * (int)$clock[2];
		return [(new ZoneClock($this->zone))->instant($wall), $minutes];
	}

	private function status(mixed $status): ?string {
		if ($status === null) {
			return null;
		}
		$found = is_string($status) ? self::STATUSES[strtolower($status)] ?? null : null;
		if ($found === null) {
			$this->issues[] = new Issue('FIELD_VALUE_NOT_ALLOWED', 'appointment.status', ['allowed' => implode(', ', array_keys(self::STATUSES))]);
		}
		return $found;
	}

	/** @param array<array-key, mixed> $told */
	private function id(array $told, string $name): ?string {
		if (!isset($told[$name])) {
			return null;
		}
		$id = RequestBody::id($told[$name]);
		if ($id === null) {
			$this->issues[] = new Issue('FIELD_FORMAT', "appointment.$name");
		}
		return $id;
	}

	private function number(mixed $value, string $path, int $min, int $max): ?int {
		if ($value === null) {
			return null;
		}
		$isWhole = is_int($value) || (is_float($value) && abs($value) <= self::MOST && floor($value) === $value);
		if ($isWhole && $value >= $min && $value <= $max) {
			return (int)$value;
		}
		$this->issues[] = new Issue('FIELD_OUT_OF_RANGE', $path, ['min' => $min, 'max' => $max]);
		return null;
	}

	/** Milliseconds since the epoch; null where it is no instant in UTC, or of a day that no calendar has. */
	private static function instant(mixed $value): ?int {
		if (!is_string($value) || preg_match('/^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d{1,3}))?)?Z$/D', $value, $match) !== 1
			|| !checkdate((int)$match[2], (int)$match[3], (int)$match[1])) {
			return null;
		}
		$seconds = ZoneClock::utc((int)$match[1], (int)$match[2], (int)$match[3]) + 3600 * (int)$match[4] + 60 * (int)$match[5] + (int)($match[6] ?? 0);
		return 1000 * $seconds + (int)str_pad($match[7] ?? '', 3, '0');
	}

	/** @phpstan-assert-if-true array<array-key, mixed> $value */
	private static function isObject(mixed $value): bool {
		return is_array($value) && ($value === [] || !array_is_list($value));
	}
}
