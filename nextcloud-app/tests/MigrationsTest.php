<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use PHPUnit\Framework\TestCase;

/** Nextcloud runs new migrations only where the app's version has risen. */
final class MigrationsTest extends TestCase {
	public function testTheVersionIsNoOlderThanTheNewestMigration(): void {
		self::assertSame(1, preg_match('~<version>(\d+(?:\.\d+){2})</version>~', (string)file_get_contents(__DIR__ . '/../appinfo/info.xml'), $version));
		$migrations = array_map(static fn (string $file): string => basename($file, '.php'), glob(__DIR__ . '/../lib/Migration/Version*.php') ?: []);
		self::assertNotSame([], $migrations);
		foreach ($migrations as $migration) {
			self::assertSame(1, preg_match('~^Version(\d\d)(\d\d)(\d\d)Date\d{14}$~', $migration, $parts), $migration);
			$of = implode('.', array_map(intval(...), array_slice($parts, 1)));
			self::assertTrue(version_compare($version[1] ?? '', $of, '>='), "$migration came with version $of");
		}
	}
}
