<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Relay;

/** The calendar server did not answer, or not in a way that lets a patient book. */
final class ServerFailure extends \RuntimeException {
	/** @param bool $uncertain what was asked for may have been done all the same */
	public function __construct(
		string $message,
		public readonly bool $uncertain = false,
	) {
		parent::__construct($message);
	}
}
