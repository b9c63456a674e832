<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Waiting;

use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Index\Holds;
use OCA\Sprechstunde\Index\TakenTime;
use OCA\Sprechstunde\Patient\PatientTokens;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCP\AppFramework\Utility\ITimeFactory;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\EventRenderer;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** What patients answer to offers: by their link's token and their birth date. */
final class OfferAnswers {
	public function __construct(
		private PatientTokens $tokens,
		private Offers $offers,
		private TaskList $list,
		private Queue $queue,
		private CalendarIds $calendars,
		private CalendarLock $lock,
		private Holds $holds,
		private TakenTime $taken,
		private OfferedAppointment $appointments,
		private OfferDesk $desk,
		private ITimeFactory $time,
	) {
	}

	/**
	 * Changes nothing.
	 *
	 * @return array<string, mixed>
	 * @throws IssuesException LINK_INVALID whatever of the two is wrong, RATE_LIMITED, OFFER_OVER
	 */
	public function view(string $token, string $birthDate, Practice $practice): array {
		[$offer, $stored] = $this->enter($token, $birthDate, $practice);
		if (!$offer->isOpen($this->time->getTime()) && $offer->state !== Offer::ACCEPTED) {
			throw self::because('OFFER_OVER');
		}
		return $this->describe($offer, $stored, $practice);
	}

	/**
	 * The patient gets the time. Accepting again what was accepted is no error: the first answer may have been lost.
	 *
	 * @return array<string, mixed>
	 * @throws IssuesException as for `view`; SLOT_TAKEN where the practice has used the time itself, CHANGED_MEANWHILE
	 */
	public function accept(string $token, string $birthDate, Practice $practice): array {
		[$offer, $stored] = $this->enter($token, $birthDate, $practice);
		$now = $this->time->getTime();
		$related = $this->queue->related([$stored])[$stored->entry->related ?? ''] ?? null;
		$calendar = $this->calendars->all()[$offer->calendarId] ?? throw self::because('OFFER_OVER');
		$done = $this->describe(new Offer($offer->id, $offer->entryUid, $offer->calendarId, $offer->time, $offer->expires, Offer::ACCEPTED, $offer->hold), $stored, $practice);
		$this->lock->alone([$offer->calendarId, $related->calendarId ?? $offer->calendarId], function () use ($offer, $stored, $related, $calendar, $practice, $now): void {
			if (!$this->offers->close($offer, Offer::ACCEPTED, $now)) {
				if ($this->offers->find($offer->id)?->state !== Offer::ACCEPTED) {
					throw self::because('OFFER_OVER');
				}
				return;
			}
			$current = $this->queue->related([$stored])[$stored->entry->related ?? ''] ?? null;
			// moved to another calendar, whose lock this is not
			if ($current?->calendarId !== $related?->calendarId) {
				throw self::because('CHANGED_MEANWHILE');
			}
			$type = $practice->type($stored->entry->field('appointmentType')) ?? throw self::because('OFFER_OVER');
			$claim = $type->blocked($offer->time);
			if ($this->taken->between($offer->calendarId, $claim->start, $claim->end, $now, $offer->hold, $current->objectId ?? 0) !== []) {
				throw self::because('SLOT_TAKEN', 'start');
			}
			$this->appointments->book($stored->entry, $offer, $current, $calendar, $practice);
			$this->holds->release($offer->hold);
			$this->list->setStatus($offer->entryUid, 'COMPLETED', $practice, $now);
		});
		return $done;
	}

	/**
	 * They stay on the list, and the time is free again.
	 *
	 * @return array<string, mixed>
	 * @throws IssuesException as for `view`
	 */
	public function decline(string $token, string $birthDate, Practice $practice): array {
		[$offer, $stored] = $this->enter($token, $birthDate, $practice);
		if (!$this->desk->end($offer, Offer::DECLINED, $practice) && $this->offers->find($offer->id)?->state !== Offer::DECLINED) {
			throw self::because('OFFER_OVER');
		}
		return $this->describe(new Offer($offer->id, $offer->entryUid, $offer->calendarId, $offer->time, $offer->expires, Offer::DECLINED, $offer->hold), $stored, $practice);
	}

	/** @return array{Offer, StoredEntry} */
	private function enter(string $token, string $birthDate, Practice $practice): array {
		$known = $this->tokens->attempt($token);
		$offer = $known === 0 ? null : $this->offers->byHash(PatientTokens::hash($token));
		$stored = $offer === null ? null : $this->list->find($offer->entryUid, $practice);
		$date = $stored?->entry->field('birthDate') ?? '';
		if ($offer === null || $stored === null || $date === '' || !hash_equals($date, trim($birthDate))) {
			throw self::because('LINK_INVALID');
		}
		$this->tokens->succeeded($token);
		return [$offer, $stored];
	}

	/**
	 * What the patient is shown: neither name nor reason, which they know.
	 *
	 * @return array<string, mixed>
	 */
	private function describe(Offer $offer, StoredEntry $stored, Practice $practice): array {
		$calendars = $this->calendars->all();
		$calendar = $calendars[$offer->calendarId] ?? throw self::because('OFFER_OVER');
		$related = $offer->state === Offer::OPEN ? $this->queue->related([$stored])[$stored->entry->related ?? ''] ?? null : null;
		$former = $related === null ? null : $calendars[$related->calendarId] ?? null;
		return [
			'state' => $offer->state, ...self::place($calendar, $practice), 'appointmentType' => $stored->entry->field('appointmentType'), ...$offer->time->toArray(),
			'until' => Interval::iso($offer->expires), 'seconds' => max(0, $offer->expires - $this->time->getTime()),
			'replaces' => $related === null || $former === null ? null : [...(new Interval($related->start, $related->end))->toArray(), 'doctor' => $former->doctor],
		];
	}

	/** @return array{calendar: string, doctor: string, location: string} */
	private static function place(CalendarConfig $calendar, Practice $practice): array {
		return ['calendar' => $calendar->id, 'doctor' => $calendar->doctor, 'location' => EventRenderer::location($practice, $calendar)];
	}

	private static function because(string $code, ?string $path = null): IssuesException {
		return new IssuesException([new Issue($code, $path)]);
	}
}
