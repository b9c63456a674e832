<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

use Sabre\VObject\Component\VCalendar;

/** Decides on every write to a practice calendar: pure, no clock, no storage. The caller checks the claims against its index. */
final class WriteGuard {
	private const ACTIONS = ['create' => 'create', 'update' => 'edit', 'delete' => 'delete'];
	private const DAY = 86400;

	/**
	 * Accepts a write, amends what is to be stored, or refuses it with issues. Knows nothing of other objects: whether the
	 * claims are free is for the caller to see, under its lock.
	 *
	 * @throws \LogicException for an operation other than create, update, delete
	 */
	public static function judge(WriteRequest $request): Verdict {
		$action = self::ACTIONS[$request->operation] ?? throw new \LogicException("no operation $request->operation");
		$isPatients = $request->role === Role::Patient && $request->operation === 'update' && $request->next !== null && $request->previous !== null;
		if (!$isPatients && ($request->role === null || !RoleMatrix::can($request->role, $action))) {
			return Verdict::refuse([new Issue('ROLE_FORBIDDEN', null, ['action' => $action])]);
		}
		$calendar = $request->practice->calendar($request->calendarId);
		if ($calendar === null) {
			return Verdict::refuse([new Issue('CALENDAR_UNKNOWN', 'calendar')]);
		}
		if ($isPatients) {
			return PatientGuard::judge($request, $request->next, $request->previous, $calendar);
		}
		$foreign = $request->previous === null || $request->role === null ? null : Authority::issue($calendar, $request->role, $request->previous, $request->operation === 'delete' ? null : $request->next, $request->practice->timeZone());
		if ($foreign !== null) {
			return Verdict::refuse([$foreign]);
		}
		$wasAppointment = $request->previous !== null && AppointmentReader::hasAppointment($request->previous);
		if ($request->operation === 'delete' || $request->next === null) {
			return Verdict::accept($wasAppointment ? 'appointment' : 'block', null, false);
		}
		if ($request->role === Role::Booking) {
			return BookingGuard::judge($request, $request->next, $calendar, $request->role);
		}
		// whoever completes what lacks a UID would add one more (RFC 5545 §3.6.1: it has one)
		foreach (EventProperties::events($request->next) as $event) {
			if (count(EventProperties::all($event, 'UID')) > 1) {
				return Verdict::refuse([new Issue('OBJECT_MALFORMED')]);
			}
		}
		if ($wasAppointment || AppointmentReader::hasAppointment($request->next)) {
			return PracticeGuard::judge($request, $request->next, $calendar, $request->role);
		}
		return Verdict::accept('block', $request->next, false, claims: self::claims($request->next, $request));
	}

	/**
	 * The busy time of an object, a year back and two ahead; nothing where it is that of the stored one.
	 *
	 * @return \Closure(): list<Interval>
	 */
	public static function claims(VCalendar $next, WriteRequest $request): \Closure {
		return static function () use ($next, $request): array {
			$now = $request->now->getTimestamp();
			$busy = static fn (VCalendar $one): array => BusyIntervals::of($one, $request->practice, $now - 366 * self::DAY, $now + 731 * self::DAY);
			$claims = $busy($next);
			return $request->previous !== null && $claims == $busy($request->previous) ? [] : $claims;
		};
	}
}
