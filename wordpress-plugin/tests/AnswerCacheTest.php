<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\WordPress\Tests;

use PHPUnit\Framework\TestCase;
use Sprechstunde\WordPress\Relay\ServerFailure;
use Sprechstunde\WordPress\Storage\AnswerCache;

final class AnswerCacheTest extends TestCase {
	private \wpdb $database;
	private AnswerCache $cache;
	private int $asked = 0;

	protected function setUp(): void {
		$this->database = new \wpdb();
		$this->cache = new AnswerCache($this->database);
	}

	public function testAsksOnceWhileTheAnswerIsFresh(): void {
		self::assertSame(['n' => 1], $this->ask());
		self::assertSame(['n' => 1], $this->ask());
	}

	public function testAnExpiredAnswerIsFetchedAnewAndRememberedAllTheSame(): void {
		$this->ask();
		$this->cache->expire('free:');
		self::assertSame(['n' => 1], $this->cache->last('free:any'));
		self::assertSame(['n' => 2], $this->ask());
	}

	public function testWhileOneFetchesTheOthersGetTheOldAnswer(): void {
		$this->ask();
		$this->database->query('UPDATE wp_sprechstunde_answers SET fetched_at = ' . (time() - 20));
		$answers = $this->cache->get('free:any', 10, 60, fn (): array => ['inner' => $this->cache->get('free:any', 10, 60, fn (): array => self::fail('two fetches at once'))]);
		self::assertSame(['inner' => ['n' => 1]], $answers);
	}

	public function testAfterAFailureNobodyAsksForAMoment(): void {
		$fail = function (): array {
			$this->asked++;
			throw new ServerFailure('down');
		};
		for ($i = 0; $i < 3; $i++) {
			try {
				$this->cache->get('catalog', 10, 60, $fail);
				self::fail('an answer out of nowhere');
			} catch (ServerFailure) {
			}
		}
		self::assertSame(1, $this->asked);
		$this->database->query('UPDATE wp_sprechstunde_answers SET failed_at = ' . (time() - 6));
		self::assertSame(['ok' => true], $this->cache->get('catalog', 10, 60, static fn (): array => ['ok' => true]));
	}

	/** @return array<string, mixed> */
	private function ask(): array {
		return $this->cache->get('free:any', 10, 60, fn (): array => ['n' => ++$this->asked]);
	}
}
