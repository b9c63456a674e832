<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * Runs SQL statements, in one transaction that sees one moment of the database, and prints their rows as JSON.
 * Standard input: {dsn, user, password, transaction, statements: [{sql, values}]}.
 */
$task = json_decode((string)stream_get_contents(STDIN), true, 512, JSON_THROW_ON_ERROR);
$db = new PDO($task['dsn'], $task['user'] ?? null, $task['password'] ?? null, [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_TIMEOUT => 60]);
$begin = match ($db->getAttribute(PDO::ATTR_DRIVER_NAME)) {
	'pgsql' => 'BEGIN ISOLATION LEVEL REPEATABLE READ',
	'mysql' => 'START TRANSACTION WITH CONSISTENT SNAPSHOT',
	default => 'BEGIN',
};
if ($task['transaction']) {
	$db->exec($begin);
}
$results = [];
foreach ($task['statements'] as ['sql' => $sql, 'values' => $values]) {
	$statement = $db->prepare($sql);
	$statement->execute($values);
	$rows = $statement->columnCount() === 0 ? [] : $statement->fetchAll(PDO::FETCH_ASSOC);
	// on PostgreSQL a binary value comes as a stream
	$results[] = array_map(static fn (array $row): array => array_map(static fn (mixed $value): mixed => is_resource($value) ? stream_get_contents($value) : $value, $row), $rows);
}
if ($task['transaction']) {
	$db->exec('COMMIT');
}
echo json_encode($results, JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE);
