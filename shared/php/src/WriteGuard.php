<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** Decides on every write to a practice calendar: pure, no clock, no storage. The caller checks the claims against its index. */
final class WriteGuard {
	public static function judge(WriteRequest $request): Verdict {
		throw new \LogicException('under construction');
	}
}
