<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// One more worker for the outbox, run inside an installation: `php processOutbox.php` says `ready`, waits for a line, works once, and
// prints how many rows it settled. Several that are told at once meet at the same rows.

use OCA\Sprechstunde\Outbox\OutboxProcessor;
use OCP\App\IAppManager;
use OCP\Server;

define('OC_CONSOLE', 1);
require getcwd() . '/lib/base.php';
Server::get(IAppManager::class)->loadApps();
$processor = Server::get(OutboxProcessor::class);
echo "ready\n";
fgets(STDIN);
echo $processor->run(), "\n";
