<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\WritePass;

/** What only a write to a practice calendar needs; made at the first one, so that all other requests don't pay for it. */
final readonly class WriteServices {
	public function __construct(
		public RoleResolver $roles,
		public CalendarIds $ids,
		public AppointmentGuard $guard,
		public Admission $admission,
		public WriteTransaction $transaction,
		public Relocation $relocation,
		public Precondition $precondition,
		public WritePass $pass,
	) {
	}
}
