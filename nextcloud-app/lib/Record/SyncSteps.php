<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

/** What a request of a practice program shows of how far it has come. */
final class SyncSteps {
	private const READS = ['PROPFIND', 'REPORT', 'GET'];
	private const WRITES = ['PUT', 'DELETE', 'MOVE'];

	/** What a program meets as a matter of course: an object that is gone, and one that somebody else has changed. */
	private const ORDINARY = [404, 412];

	/** @param int $status of the answer */
	public static function isFailure(int $status): bool {
		return $status >= 400 && !in_array($status, self::ORDINARY, true);
	}

	/**
	 * @param string $path below the DAV root, without slashes at its ends
	 * @param string $depth the header; '' where there is none
	 * @param bool $isDone it was not refused
	 * @param bool $isPractice the path lies in a practice calendar
	 * @return non-empty-list<'seen_at'|'found_at'|'fetched_at'|'stored_at'|'read_at'|'write_at'> columns; the last one tells most
	 */
	public static function of(string $method, string $path, string $depth, bool $isDone, bool $isPractice): array {
		// a calendar home with what it holds
		$isList = $method === 'PROPFIND' && $depth !== '0' && preg_match('~^calendars/[^/]+$~', $path) === 1;
		return match (true) {
			!$isDone => ['seen_at'],
			!$isPractice => $isList ? ['seen_at', 'found_at'] : ['seen_at'],
			in_array($method, self::WRITES, true) => ['seen_at', 'found_at', 'stored_at', 'write_at'],
			$method === 'PROPFIND' => ['seen_at', 'found_at', 'read_at'],
			in_array($method, self::READS, true) => ['seen_at', 'found_at', 'fetched_at', 'read_at'],
			default => ['seen_at'],
		};
	}
}
