<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

/** Tells one kind of target. */
interface DeliverySender {
	/** Whether a target is of its kind, whether or not it is still configured. */
	public function handles(string $target): bool;

	/**
	 * At least once: where the answer is lost it is sent again, with the same event id.
	 *
	 * @return int status of the answer, 200 to 299
	 * @throws DeliveryFailed
	 * @throws TargetGone the target is configured no more, or switched off: nobody is told
	 */
	public function send(Delivery $delivery): int;
}
