<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

use OCA\Sprechstunde\Delivery\Delivery;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\StateRow;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Pvs\Connection;
use Sprechstunde\Core\Pvs\RestInterface;

/** What a program is to be sent of an appointment, from what is stored at this moment. */
final class CurrentBody {
	public function __construct(
		private PracticeStore $store,
		private AppointmentStates $states,
		private CalendarIds $calendars,
		private Objects $objects,
	) {
	}

	/** @return array<string, string|int>|null null: it is not to be there */
	public function of(string $uid, Connection $connection, RestInterface $rest): ?array {
		foreach ($this->served($uid, $rest) as [$state, $calendar]) {
			$body = $state->kind === 'appointment' ? $this->body($state->objectId, $calendar, $rest, false) : null;
			if ($body !== null) {
				return $body;
			}
		}
		return null;
	}

	/** It made it itself, by CalDAV: it is there already. */
	public function isOwn(string $uid, Connection $connection): bool {
		foreach ($this->served($uid, $connection->rest ?? throw new \LogicException('it has an interface')) as [$state]) {
			if ($state->owner === $connection->user) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Of what is cancelled, or in the trash.
	 *
	 * @return array<string, string|int>|null null: it is gone for good
	 */
	public function asItWas(Delivery $delivery, Connection $connection, RestInterface $rest): ?array {
		$calendar = $this->store->get()?->calendar($delivery->calendar);
		return $calendar === null ? null : $this->body($delivery->objectId, $calendar, $rest, true);
	}

	/** @return list<array{StateRow, CalendarConfig}> in the calendars that are exchanged */
	private function served(string $uid, RestInterface $rest): array {
		$calendars = array_filter($this->calendars->all(), static fn (CalendarConfig $one): bool => in_array($one->id, $rest->calendars, true));
		return array_map(static fn (StateRow $state): array => [$state, $calendars[$state->calendarId]],
			array_values(array_filter($this->states->byUids(array_keys($calendars), [$uid]), static fn (StateRow $state): bool => isset($calendars[$state->calendarId]))));
	}

	/** @return array<string, string|int>|null */
	private function body(int $objectId, CalendarConfig $calendar, RestInterface $rest, bool $asItWas): ?array {
		$stored = $this->objects->byIds([$objectId])[$objectId] ?? null;
		$practice = $this->store->get();
		$object = $stored === null || ($stored['deleted'] && !$asItWas) ? null : Objects::parse($stored['data']);
		return $object === null || $practice === null ? null : SentBody::of($object, $calendar, $practice, $rest, $asItWas);
	}
}
