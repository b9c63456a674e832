<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// Runs statements on the database of the Nextcloud in the current folder, whichever that is: standard input is a JSON
// list of [SQL with *PREFIX*, list of parameters]; standard output a JSON list of the rows, or the number of rows changed.

require getcwd() . '/lib/base.php';

$database = \OCP\Server::get(\OCP\IDBConnection::class);
$answers = [];
foreach (json_decode((string)stream_get_contents(STDIN), true, 8, JSON_THROW_ON_ERROR) as [$sql, $parameters]) {
	$answers[] = str_starts_with($sql, 'SELECT') ? $database->executeQuery($sql, $parameters)->fetchAll() : $database->executeStatement($sql, $parameters);
}
// JavaScript knows no greater whole numbers; Nextcloud 34 has ids beyond them
array_walk_recursive($answers, static function (mixed &$value): void {
	$value = is_int($value) && abs($value) > 2 ** 53 ? (string)$value : $value;
});
echo json_encode($answers, JSON_THROW_ON_ERROR);
