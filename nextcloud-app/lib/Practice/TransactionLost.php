<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Practice;

/** The transaction of a write is gone: what was written so far is taken back, and what came now would stand alone. */
final class TransactionLost extends \RuntimeException {
}
