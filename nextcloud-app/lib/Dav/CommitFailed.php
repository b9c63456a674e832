<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

/** The database was asked to keep a write and did not say that it did: it may have, or not. */
final class CommitFailed extends \RuntimeException {
}
