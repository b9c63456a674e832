<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// Makes the Nextcloud in the current folder one whose app was never updated: its tables become what its first migration makes, with the
// rows that they hold as far as there is a column for them; it says that it is of the version in the first argument, and knows only the
// background jobs in the others. Standard output is a JSON object: the columns of each table, as they are then.

use OC\DB\Connection;
use OC\DB\MigrationService;
use OC\DB\SchemaWrapper;
use OCP\BackgroundJob\IJobList;
use OCP\IAppConfig;
use OCP\IDBConnection;
use OCP\Server;

require getcwd() . '/lib/base.php';
\OC_App::loadApps();

$inner = Server::get(Connection::class);
$db = Server::get(IDBConnection::class);
// names come with the schema that they are in, where there is one
$tables = static fn (): array => array_values(array_filter(array_map(
	static fn (string $name): string => preg_match('/(?:^|\.)' . $inner->getPrefix() . '(sprechstunde_\w+)$/', $name, $match) === 1 ? $match[1] : '',
	(new SchemaWrapper($inner))->getTableNames(),
)));

$rows = [];
foreach ($tables() as $table) {
	$rows[$table] = $db->executeQuery("SELECT * FROM *PREFIX*$table")->fetchAll();
	$db->dropTable($table);
}
$db->executeStatement('DELETE FROM *PREFIX*migrations WHERE app = ?', ['sprechstunde']);
$migrations = new MigrationService('sprechstunde', $inner);
$migrations->migrate((string)$migrations->getAvailableVersions()[0]);

$columns = [];
foreach ($tables() as $table) {
	$columns[$table] = array_keys((new SchemaWrapper($inner))->getTable($table)->getColumns());
	foreach ($rows[$table] as $row) {
		$kept = array_intersect_key($row, array_flip($columns[$table]));
		$db->executeStatement("INSERT INTO *PREFIX*$table (" . implode(', ', array_keys($kept)) . ') VALUES (' . implode(', ', array_fill(0, count($kept), '?')) . ')', array_values($kept));
	}
	// the others follow by themselves
	if ($db->getDatabaseProvider() === IDBConnection::PLATFORM_POSTGRES && in_array('id', $columns[$table], true)) {
		$db->executeQuery("SELECT setval(pg_get_serial_sequence('*PREFIX*$table', 'id'), (SELECT COALESCE(MAX(id), 0) + 1 FROM *PREFIX*$table), false)")->closeCursor();
	}
}

$config = Server::get(IAppConfig::class);
$config->deleteKey('sprechstunde', 'indexed_until');
// where it was before it had a table
foreach ($rows['sprechstunde_document'] ?? [] as $row) {
	$config->setValueString('sprechstunde', (string)$row['name'], (string)$row['json'], true);
}
$db->executeStatement('UPDATE *PREFIX*appconfig SET configvalue = ? WHERE appid = ? AND configkey = ?', [$argv[1], 'sprechstunde', 'installed_version']);
$known = array_slice($argv, 2);
foreach (Server::get(\OCP\App\IAppManager::class)->getAppInfo('sprechstunde')['background-jobs'] ?? [] as $job) {
	if (!in_array($job, $known, true)) {
		Server::get(IJobList::class)->remove($job);
	}
}
echo json_encode($columns, JSON_THROW_ON_ERROR), "\n";
