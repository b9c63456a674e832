<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

/** Nobody is there any more to be told. */
final class TargetGone extends \Exception {
}
