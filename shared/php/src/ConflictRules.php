<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/**
 * Who may overwrite whom. The PVS has the last word over website and patients, whose changes it can't have seen yet; everybody
 * else's follow their ETags; website and patients never overwrite anything.
 */
final class ConflictRules {
	private const GUESTS = [Role::Booking, Role::Patient];

	/**
	 * Whether a PUT or DELETE of an existing object may go on.
	 *
	 * @param ?Role $role null: a command, a job or an account without a role
	 * @param ?string $ifMatch the header as it came (RFC 9110 §13.1.1); null: none
	 * @param string $etag of what is stored, with its quotes
	 * @param list<RecentChange> $recent the changes since the last one by anybody else, the oldest first
	 * @return bool If-Match names an old version and is to be left out of account
	 * @throws IssuesException STALE (412), CHANGED_MEANWHILE (409)
	 */
	public static function waivesIfMatch(?Role $role, ?string $ifMatch, string $etag, array $recent): bool {
		// Evolution escapes the quotes
		$known = $ifMatch === null ? [] : array_map(static fn (string $one): string => str_replace('\\"', '"', trim($one)), explode(',', $ifMatch));
		$isCurrent = in_array($etag, $known, true);
		if (in_array($role, self::GUESTS, true)) {
			return $isCurrent ? false : throw new IssuesException([new Issue('CHANGED_MEANWHILE')]);
		}
		if ($ifMatch === null || $isCurrent || in_array('*', $known, true)) {
			return false;
		}
		$unseen = null;
		foreach ($recent as $change) {
			$isSafe = in_array($change->role, self::GUESTS, true) && $change->isYoung();
			$unseen = in_array($change->etag, $known, true) ? $isSafe : ($unseen === null ? null : $unseen && $isSafe);
		}
		return $role === Role::Pvs && $unseen === true ? true : throw new IssuesException([new Issue('STALE')]);
	}

	/**
	 * Whether a write takes back what website or patient have just changed. Changing is all they can do to an appointment that
	 * exists: whether it takes place, and when; a write that leaves this as it is overwrites nothing.
	 *
	 * @param list<RecentChange> $recent
	 * @param ?Interval $before when the appointment takes place as it is stored; null: it does not (cancelled)
	 * @param ?Interval $after likewise after the write; null: cancelled or deleted
	 */
	public static function isConflict(?Role $role, array $recent, ?Interval $before, ?Interval $after): bool {
		return $role === Role::Pvs
			&& array_filter($recent, static fn (RecentChange $change): bool => $change->isYoung()) !== []
			&& ($before?->start !== $after?->start || $before?->end !== $after?->end);
	}

	/**
	 * The changes to remember after a write.
	 *
	 * @param list<RecentChange> $recent
	 * @param ?string $etag of the version that the write replaced; null: the object is new, which takes nothing from anybody
	 * @return list<RecentChange>
	 */
	public static function remember(array $recent, ?Role $role, ?string $etag): array {
		if ($role === null || !in_array($role, self::GUESTS, true) || $etag === null) {
			return [];
		}
		$young = array_filter($recent, static fn (RecentChange $change): bool => $change->isYoung());
		return array_slice([...$young, new RecentChange($etag, $role, 0)], -Contract::load()->conflict()['remembered']);
	}
}
