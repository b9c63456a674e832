<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// Stays inside the Nextcloud in the current folder and does what each line of standard input orders, as JSON: `[SQL with *PREFIX*, list of parameters]`,
// or `["deliver", []]`: what programs that listen are to hear is sent, as the job does it. Answers each with a line: rows, or a number; or {"error": …}.

use OCA\Sprechstunde\Delivery\Dispatcher;
use OCP\IDBConnection;
use OCP\Server;

require getcwd() . '/lib/base.php';
\OC_App::loadApps();

while (($line = fgets(STDIN)) !== false) {
	[$order, $parameters] = json_decode($line, true, 8, JSON_THROW_ON_ERROR);
	try {
		$answer = match (true) {
			$order === 'deliver' => Server::get(Dispatcher::class)->run(),
			str_starts_with($order, 'SELECT') => Server::get(IDBConnection::class)->executeQuery($order, $parameters)->fetchAll(),
			default => Server::get(IDBConnection::class)->executeStatement($order, $parameters),
		};
	} catch (\Throwable $error) {
		$answer = ['error' => (string)$error];
	}
	$answer = [$answer];
	// JavaScript knows no greater whole numbers; Nextcloud 34 has ids beyond them
	array_walk_recursive($answer, static function (mixed &$value): void {
		$value = is_int($value) && abs($value) > 2 ** 53 ? (string)$value : $value;
	});
	echo json_encode($answer[0], JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
}
