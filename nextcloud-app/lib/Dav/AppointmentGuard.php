<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\Location;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\StateRow;
use OCA\Sprechstunde\Record\WritePass;
use OCP\AppFramework\Utility\ITimeFactory;
use Psr\Container\ContainerInterface;
use Sabre\DAV\IFile;
use Sabre\DAV\Tree;
use Sprechstunde\Core\Authority;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\RoleMatrix;
use Sprechstunde\Core\StatusChange;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;

/** Asks the core about a write. Runs under the calendar's lock. What only a booking needs is made for a booking. */
final class AppointmentGuard {
	public function __construct(
		private PracticeStore $store,
		private CalendarIds $ids,
		private AppointmentState $state,
		private TrashedTwin $trash,
		private Storable $storable,
		private WritePass $pass,
		private ITimeFactory $time,
		private ProgramView $programs,
		private ContainerInterface $container,
	) {
	}

	/**
	 * The object as it is to be stored.
	 *
	 * @param string $body what the client sent
	 * @param ?string $stored what is stored; null where the object is new
	 * @param bool $isUnseen the client can't have seen the last change: it may undo it, however late
	 * @return ?string iCalendar; null where the body may be stored as it came
	 * @throws IssuesException
	 */
	public function judge(CurrentWrite $write, string $body, ?string $stored, bool $isUnseen = false): ?string {
		$practice = $this->store->get() ?? throw new \LogicException('a located calendar belongs to a practice');
		$calendar = $write->location->calendar;
		$uri = (string)$write->location->object;
		$calendarId = $this->ids->of($calendar) ?? throw new IssuesException([new Issue('CALENDAR_UNKNOWN', 'calendar')]);
		$known = $stored === null ? null : $this->state->findByUri($calendarId, $uri);
		$next = CalendarParser::parse($body);
		if ($write->role !== Role::Booking) {
			$this->storable->check($uri, $next);
		}
		$previous = $stored === null ? null : Objects::parse($stored);
		$meant = $write->role === Role::Pvs ? $this->programs->read($write->user, $calendar, $next, $previous) : null;
		$verdict = WriteGuard::judge(new WriteRequest(
			role: $write->role,
			operation: $stored === null ? 'create' : 'update',
			next: $meant ?? $next,
			previous: $previous,
			practice: $practice,
			calendarId: $calendar->id,
			now: $this->time->now(),
			objectUri: $uri,
			previousStatusChange: $this->lastChange($known, $isUnseen),
		));
		if (!$verdict->ok) {
			throw new IssuesException($verdict->issues === [] ? [new Issue('INTERNAL')] : $verdict->issues);
		}
		if ($write->role === Role::Booking && $verdict->calendar !== null) {
			$this->container->get(BookingCheck::class)->pass($write, $practice, $calendarId, $uri, $verdict->calendar);
		} elseif ($stored === null || TrashedTwin::uidOf($previous) !== TrashedTwin::uidOf($verdict->calendar)) {
			$this->trash->giveWay($calendarId, $uri, TrashedTwin::uidOf($verdict->calendar), $stored === null);
		}
		// what stays as it came is stored as it was read: Nextcloud's own reader stumbles over control characters, other programs over a byte order mark
		$text = $verdict->changed || $meant !== null || str_starts_with(ltrim($body), '[') ? self::bounded($verdict->calendar?->serialize() ?? '') : CalendarParser::plain($body);
		if ($stored !== null) {
			$this->pass->replace($stored, $previous);
		}
		if ($verdict->calendar !== null) {
			Objects::remember($text, $verdict->calendar);
		}
		return $text === $body ? null : $text;
	}

	/**
	 * What is deleted, or moved away, may be another's to keep.
	 *
	 * @throws IssuesException where the practice has set so
	 */
	public function allowRemoval(CurrentWrite $write, Location $source, string $path, Tree $tree): void {
		if ($source->calendar->authority === 'both' || $write->role === null) {
			return;
		}
		$node = $tree->getNodeForPath($path);
		$stored = $node instanceof IFile ? $node->get() : null;
		$object = $stored === null ? null : Objects::parse(is_resource($stored) ? (string)stream_get_contents($stored) : (string)$stored);
		$zone = $this->store->get()?->timeZone();
		$issue = $object === null || $zone === null ? null : Authority::issue($source->calendar, $write->role, $object, null, $zone);
		if ($issue !== null) {
			throw new IssuesException([$issue]);
		}
	}

	/** @throws IssuesException where the role may not do this to an object that stays as it is */
	public function allow(CurrentWrite $write, string $action): void {
		if (!RoleMatrix::can($write->role, $action)) {
			throw new IssuesException([new Issue('ROLE_FORBIDDEN', null, ['action' => $action])]);
		}
	}

	/** What is added to an object counts too. */
	private static function bounded(string $text): string {
		$max = Contract::load()->limits()['objectBytes'];
		return strlen($text) <= $max ? $text : throw new IssuesException([new Issue('OBJECT_TOO_LARGE', null, ['max' => $max])]);
	}

	private function lastChange(?StateRow $known, bool $isUnseen): ?StatusChange {
		return $known === null || $known->status === '' ? null
			: new StatusChange($known->previousStatus, $known->status, $isUnseen ? 0 : max(0, $this->time->getTime() - $known->statusChangedAt));
	}
}
