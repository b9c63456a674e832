<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Delivery\Backoff;
use OCA\Sprechstunde\Delivery\DeliveryFailed;
use PHPUnit\Framework\TestCase;

final class BackoffTest extends TestCase {
	private const NOW = 1_795_684_909;

	protected function setUp(): void {
		if (!class_exists(Backoff::class)) {
			self::markTestSkipped('No Nextcloud is at hand.');
		}
	}

	public function testItWaitsLongerWithEachAttempt(): void {
		$waits = array_map(static fn (int $attempts): ?int => Backoff::next($attempts, self::NOW, new DeliveryFailed('REFUSED', 500), self::NOW), [1, 2, 3, 4, 5, 6, 20]);
		self::assertSame([30, 120, 600, 1800, 3600, 3600, 3600], array_map(static fn (?int $at): int => (int)$at - self::NOW, $waits));
	}

	public function testItGivesUpAfterADayAndNotBefore(): void {
		$why = new DeliveryFailed('TIMED_OUT');
		self::assertSame(self::NOW + 30, Backoff::next(1, self::NOW - 86370, $why, self::NOW));
		self::assertNull(Backoff::next(1, self::NOW - 86371, $why, self::NOW));
	}

	public function testWhatIsFinalIsNotTriedAgain(): void {
		self::assertNull(Backoff::next(1, self::NOW, new DeliveryFailed('GONE', 410, null, true), self::NOW));
	}

	public function testItWaitsAsLongAsItIsAskedToWithinReason(): void {
		$next = static fn (int $seconds): int => (int)Backoff::next(1, self::NOW, new DeliveryFailed('REFUSED', 429, $seconds), self::NOW) - self::NOW;
		self::assertSame([30, 700, 21600], [$next(5), $next(700), $next(999_999)]);
	}

	public function testHowLongIsReadFromANumberOrADate(): void {
		self::assertSame(120, Backoff::retryAfter(' 120 ', self::NOW));
		self::assertSame(90, Backoff::retryAfter(gmdate('D, d M Y H:i:s', self::NOW + 90) . ' GMT', self::NOW));
		self::assertSame(0, Backoff::retryAfter(gmdate('D, d M Y H:i:s', self::NOW - 90) . ' GMT', self::NOW));
		foreach (['', '-5', '1.5', 'soon', '9999999999', "5\n6"] as $nothing) {
			self::assertNull(Backoff::retryAfter($nothing, self::NOW), $nothing);
		}
	}
}
