<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Feed\FeedViews;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\MapContext;

require_once __DIR__ . '/../lib/Feed/FeedViews.php';

final class FeedViewsTest extends TestCase {
	private const MAP = ['title' => '{reason}', 'place' => '', 'text' => [], 'categories' => 'codes'];

	/** @param list<array<string, mixed>> $pvs */
	private static function practice(array $pvs): Practice {
		/** @var array<string, mixed> $data */
		$data = json_decode((string)file_get_contents(__DIR__ . '/../../test/servers/practice.json'), true);
		return Practice::trusted([...$data, 'pvs' => $pvs]);
	}

	public function testALinkFollowsItsProgramAndThenThatProgramsProfile(): void {
		$tables = new FakeTables('CREATE TABLE sprechstunde_document (name TEXT PRIMARY KEY, json TEXT)');
		$views = new FeedViews($tables->connection($this));
		$connected = self::practice([['id' => 'anmeldung', 'profile' => 'albis', 'user' => 'pvs', 'calendars' => [], 'fieldMap' => self::MAP]]);
		$views->keep(7, FeedViews::chosen('anmeldung', $connected));
		self::assertSame('{reason}', $views->of(7, $connected)?->map?->title);
		self::assertSame('albis', $views->of(7, self::practice([]))?->id);
		self::assertNotSame('{reason}', $views->of(7, self::practice([]))?->map?->title);
		self::assertNull($views->of(8, $connected));
		$views->forget(7);
		self::assertNull($views->of(7, $connected));
	}

	public function testAProgramThatIsNotThereIsRefused(): void {
		self::assertSame(['program' => 'medistar', 'profile' => 'medistar'], FeedViews::chosen('medistar', self::practice([])));
		$this->expectException(IssuesException::class);
		FeedViews::chosen('nirgends', self::practice([]));
	}

	public function testAChangedMapIsAnotherKey(): void {
		$key = static function (string $title): ?string {
			$practice = self::practice([['id' => 'a', 'profile' => 'albis', 'user' => 'pvs', 'calendars' => [], 'fieldMap' => [...self::MAP, 'title' => $title]]]);
			$connection = $practice->connectionOf('pvs');
			return $connection === null ? null : MapContext::of($connection, $practice, $practice->calendars()[0])?->key();
		};
		self::assertNotNull($key('{reason}'));
		self::assertSame($key('{reason}'), $key('{reason}'));
		self::assertNotSame($key('{reason}'), $key('{patientName}'));
	}
}
