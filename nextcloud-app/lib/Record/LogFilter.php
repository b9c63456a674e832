<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** Which entries of the log somebody asks for. */
final readonly class LogFilter {
	public const MOST = 200;
	private const LONGEST = 255;

	/**
	 * @param ?int $from epoch seconds, likewise $to; [from, to)
	 * @param list<string> $levels empty: all
	 * @param list<string> $codes empty: all
	 * @param string $search part of a UID or of an account's name; empty: all
	 * @param ?int $before id: only older entries
	 */
	private function __construct(
		public ?int $from,
		public ?int $to,
		public array $levels,
		public array $codes,
		public string $uid,
		public string $search,
		public ?int $before,
		public int $limit,
	) {
	}

	/**
	 * @param array<string, mixed> $params of the request: from, to (UTC, ISO 8601), level, code (comma-separated), uid, q, before, limit
	 * @throws IssuesException REQUEST_MALFORMED, TIME_INVALID
	 */
	public static function read(array $params): self {
		$text = static function (string $name) use ($params): string {
			$value = $params[$name] ?? '';
			return is_scalar($value) && strlen((string)$value) <= self::LONGEST && mb_check_encoding((string)$value, 'UTF-8') ? trim((string)$value) : throw self::malformed($name);
		};
		return new self(
			self::instant($text('from'), 'from'), self::instant($text('to'), 'to'),
			self::listed($params['level'] ?? '', 'level', Contract::load()->log()['levels']),
			self::listed($params['code'] ?? '', 'code', array_keys(Contract::load()->log()['codes'])),
			$text('uid'), $text('q'),
			$text('before') === '' ? null : self::number($text('before'), 'before', 1, PHP_INT_MAX),
			$text('limit') === '' ? 50 : self::number($text('limit'), 'limit', 1, self::MOST),
		);
	}

	/** The next entries, older than this one. */
	public function after(int $id, int $limit): self {
		return new self($this->from, $this->to, $this->levels, $this->codes, $this->uid, $this->search, $id, $limit);
	}

	private static function malformed(string $name): IssuesException {
		return new IssuesException([new Issue('REQUEST_MALFORMED', $name)]);
	}

	/**
	 * @param list<string> $allowed
	 * @return list<string>
	 */
	private static function listed(mixed $value, string $name, array $allowed): array {
		$found = is_string($value) ? array_values(array_filter(explode(',', $value), static fn (string $one): bool => $one !== '')) : throw self::malformed($name);
		return array_diff($found, $allowed) === [] ? array_values(array_unique($found)) : throw self::malformed($name);
	}

	private static function number(string $value, string $name, int $least, int $most): int {
		return preg_match('/^\d{1,18}$/D', $value) === 1 && (int)$value >= $least && (int)$value <= $most ? (int)$value : throw self::malformed($name);
	}

	private static function instant(string $value, string $name): ?int {
		if ($value === '') {
			return null;
		}
		$isInstant = preg_match('/^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/D', $value, $part) === 1 && checkdate((int)$part[2], (int)$part[3], (int)$part[1]);
		return $isInstant ? (new \DateTimeImmutable($value))->getTimestamp() : throw new IssuesException([new Issue('TIME_INVALID', $name)]);
	}
}
