<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** A slot to be held, if it is free: the caller looks, under its lock. */
final readonly class Hold {
	/**
	 * @param Interval $time the appointment's, without buffers
	 * @param Interval $claim what it keeps from others, with buffers
	 * @param int $expires epoch seconds; from then on it counts no more
	 * @param string $client whoever fills in the form, as the relay calls them
	 * @param ?string $token null: the server makes one
	 */
	public function __construct(
		public CalendarConfig $calendar,
		public AppointmentType $type,
		public Interval $time,
		public Interval $claim,
		public int $expires,
		public string $client,
		public ?string $token,
	) {
	}
}
