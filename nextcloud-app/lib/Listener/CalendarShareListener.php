<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Listener;

use OCA\DAV\Events\CalendarShareUpdatedEvent;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\EventDispatcher\Event;
use OCP\EventDispatcher\IEventListener;
use OCP\IGroupManager;
use Sabre\DAV\Exception\Forbidden;
use Sprechstunde\Core\Role;

/**
 * A practice calendar is never shared with an account of the website: a native share would show it all patients, in Nextcloud's
 * list of activities too. A team (circle) is refused as a whole: it changes without anybody being asked. Runs inside Nextcloud's transaction, so the exception takes the share back.
 *
 * @template-implements IEventListener<CalendarShareUpdatedEvent>
 */
final class CalendarShareListener implements IEventListener {
	public function __construct(
		private CalendarIds $ids,
		private PracticeStore $store,
		private RoleResolver $roles,
		private IGroupManager $groups,
	) {
	}

	public function handle(Event $event): void {
		if (!$event instanceof CalendarShareUpdatedEvent || $this->ids->inEvent($event->getCalendarData()) === null) {
			return;
		}
		foreach ($event->getAdded() as $share) {
			if ($this->reachesBooking(urldecode((string)preg_replace('~^principal:/?~', '', (string)($share['href'] ?? ''))))) {
				throw new Forbidden('A calendar of the practice can not be shared with the account of the website');
			}
		}
	}

	/** @param string $principal `principals/users/USER` or `principals/groups/GROUP` */
	private function reachesBooking(string $principal): bool {
		[, $kind, $name] = explode('/', $principal, 3) + ['', '', ''];
		if ($kind === 'circles') {
			return true;
		}
		if ($kind === 'users') {
			return $this->roles->of($name) === Role::Booking;
		}
		$booking = $kind === 'groups' ? $this->store->get()?->roles()[Role::Booking->value] ?? null : null;
		return $booking !== null && array_filter(
			$this->groups->get($booking)?->getUsers() ?? [],
			fn (object $user): bool => $this->groups->isInGroup($user->getUID(), $name),
		) !== [];
	}
}
