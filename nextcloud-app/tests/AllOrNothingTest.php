<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Practice\AllOrNothing;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\DB\Exception;
use OCP\IAppConfig;
use OCP\IDBConnection;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\Tests\Samples;

final class AllOrNothingTest extends TestCase {
	private PracticeStore $store;
	private AllOrNothing $whole;

	protected function setUp(): void {
		if (!interface_exists(IDBConnection::class)) {
			self::markTestSkipped('No Nextcloud is at hand.');
		}
		$tables = new FakeTables('CREATE TABLE sprechstunde_document (name TEXT, json TEXT)');
		$tables->add('sprechstunde_document', ['name' => 'practice', 'json' => (string)json_encode(Samples::practiceData())]);
		$db = $tables->connection($this);
		$config = $this->createStub(IAppConfig::class);
		$this->store = new PracticeStore($db, $config);
		$this->whole = new AllOrNothing($db, $this->store, $config);
	}

	public function testAStepThatFailsLeavesNothing(): void {
		try {
			$this->whole->of(function (): never {
				$this->rename('Neue Praxis');
				throw new \LogicException('the second step');
			});
		} catch (\LogicException) {
		}
		self::assertSame(self::nameIn(Samples::practiceData()), self::nameIn($this->store->get()?->toArray() ?? []));
	}

	public function testWhereTheDatabaseWasLockedItIsAllDoneAgain(): void {
		$tries = 0;
		$told = $this->whole->of(function () use (&$tries): string {
			$this->rename('Praxis ' . ++$tries);
			return $tries < 3 ? throw new Exception('database is locked') : 'told';
		});
		self::assertSame(['told', 3, 'Praxis 3'], [$told, $tries, self::nameIn($this->store->get()?->toArray() ?? [])]);
	}

	private function rename(string $name): void {
		$data = Samples::practiceData();
		/** @var array<string, mixed> $practice */
		$practice = $data['practice'];
		$this->store->save(['practice' => ['name' => $name] + $practice] + $data);
	}

	/** @param array<string, mixed> $document */
	private static function nameIn(array $document): string {
		$practice = $document['practice'] ?? null;
		return is_array($practice) && is_string($practice['name']) ? $practice['name'] : '';
	}
}
