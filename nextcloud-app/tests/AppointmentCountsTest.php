<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Record\AppointmentCounts;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/../lib/Record/AppointmentCounts.php';

final class AppointmentCountsTest extends TestCase {
	public function testPeriodsBeginAtLocalMidnightOnMondayAndOnTheFirst(): void {
		// a Sunday, the day that clocks went back
		$counts = $this->counts('2026-10-25T12:00:00+01:00');
		$found = $counts->of(array_map(static fn (string $at): array => [(new \DateTimeImmutable($at))->getTimestamp(), 'CONFIRMED', 'PRACTICE'], [
			'2026-10-25T00:00:00+02:00', '2026-10-25T23:59:00+01:00', '2026-10-24T23:59:00+02:00', '2026-10-26T00:00:00+01:00',
			'2026-10-19T00:00:00+02:00', '2026-10-18T23:59:00+02:00', '2026-10-01T00:00:00+02:00', '2026-09-30T23:59:00+02:00', '2026-11-01T00:00:00+01:00',
		]));
		self::assertSame(['today' => ['now' => 2, 'before' => 1], 'week' => ['now' => 4, 'before' => 1], 'month' => ['now' => 7, 'before' => 1]], $found['periods']);
	}

	public function testWhatIsCancelledCountsOnlyAsThat(): void {
		$now = (new \DateTimeImmutable('2026-12-02T09:00:00+01:00'))->getTimestamp();
		$found = $this->counts('2026-12-02T09:00:00+01:00')->of([
			[$now, 'CONFIRMED', 'ONLINE_BOOKING'], [$now, 'TENTATIVE', 'ONLINE_BOOKING'], [$now, 'CANCELLED', 'PVS'], [$now - 7 * 86400, 'CANCELLED', 'PRACTICE'],
		]);
		self::assertSame(['now' => 2, 'before' => 0], $found['periods']['today']);
		self::assertSame(['now' => 1, 'of' => 3, 'before' => 1, 'ofBefore' => 1], $found['cancelled']);
		self::assertSame(['ONLINE_BOOKING' => 2], $found['sources']);
		$today = array_values(array_filter($found['days'], static fn (array $day): bool => $day['date'] === '2026-12-02'));
		self::assertSame(['TENTATIVE' => 1, 'CONFIRMED' => 1, 'CANCELLED' => 1], array_intersect_key($today[0] ?? [], ['TENTATIVE' => 0, 'CONFIRMED' => 0, 'CANCELLED' => 0]));
	}

	public function testDaysAreTwoWeeksEachWayEvenWhereNothingIs(): void {
		$found = $this->counts('2026-12-02T09:00:00+01:00')->of([]);
		self::assertCount(28, $found['days']);
		self::assertSame(['2026-11-18', '2026-12-15'], [$found['days'][0]['date'], $found['days'][27]['date']]);
		self::assertSame([], $found['sources']);
	}

	public function testTheRangeHoldsAllThatIsCounted(): void {
		$of = fn (string $now): array => array_map(static fn (int $at): string => date('Y-m-d', $at), $this->counts($now)->range());
		$zone = date_default_timezone_get();
		date_default_timezone_set('Europe/Berlin');
		try {
			// from the month before on, to the end of this one
			self::assertSame(['2026-11-01', '2027-01-01'], $of('2026-12-02T09:00:00+01:00'));
			// two weeks ahead, beyond the end of the month
			self::assertSame(['2026-11-01', '2027-01-11'], $of('2026-12-28T09:00:00+01:00'));
		} finally {
			date_default_timezone_set($zone);
		}
	}

	private function counts(string $now): AppointmentCounts {
		return new AppointmentCounts((new \DateTimeImmutable($now))->getTimestamp(), new \DateTimeZone('Europe/Berlin'));
	}
}
