<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

/** The mail server did not take a mail; says no more, as the reason can name the patient. */
final class MailRefused extends \RuntimeException {
}
