<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Listener;

use OCA\Sprechstunde\Practice\BookingShares;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\AppFramework\OCS\OCSForbiddenException;
use OCP\EventDispatcher\Event;
use OCP\EventDispatcher\IEventListener;
use OCP\Group\Events\BeforeUserAddedEvent;
use Sprechstunde\Core\Role;

/**
 * The website's account joins no group that has a calendar of the practice, and no account that has one becomes the website's. Groups that
 * are kept elsewhere (LDAP) raise no event: of those the access is taken back when it would be used (BookingSeclusion).
 *
 * @template-implements IEventListener<BeforeUserAddedEvent>
 */
final class GroupListener implements IEventListener {
	public function __construct(
		private PracticeStore $store,
		private RoleResolver $roles,
		private BookingShares $shares,
	) {
	}

	/** @throws OCSForbiddenException the one refusal that Nextcloud's own route for groups understands */
	public function handle(Event $event): void {
		if (!$event instanceof BeforeUserAddedEvent) {
			return;
		}
		$practice = $this->store->get();
		if ($practice === null) {
			return;
		}
		$group = $event->getGroup()->getGID();
		$becomesBooking = $group === $practice->roles()[Role::Booking->value] && $this->shares->reach($event->getUser());
		if ($becomesBooking || ($this->roles->of($event->getUser()->getUID()) === Role::Booking && $this->shares->has($group))) {
			throw new OCSForbiddenException('The account of the website can not have a calendar of the practice by a share');
		}
	}
}
