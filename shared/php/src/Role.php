<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** What an account is in the practice; an account without one has `null` and may do nothing. */
enum Role: string {
	case Booking = 'booking';
	case Staff = 'staff';
	case Admin = 'admin';
	case Pvs = 'pvs';
	case Patient = 'patient';
}
