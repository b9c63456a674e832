<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Waiting\Offer;
use OCA\Sprechstunde\Waiting\Queue;
use OCA\Sprechstunde\Waiting\StoredEntry;
use PHPUnit\Framework\TestCase;
use Sabre\VObject\Component\VCalendar;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\WaitingEntry;

require_once __DIR__ . '/../lib/Waiting/Offer.php';
require_once __DIR__ . '/../lib/Waiting/StoredEntry.php';
require_once __DIR__ . '/../lib/Waiting/Queue.php';

final class WaitingQueueTest extends TestCase {
	private const NOW = 1000;

	public function testPriorityComesBeforeHowLongTheyWait(): void {
		self::assertSame(['first', 'old', 'young', 'last'], self::turn([self::entry('young', created: 900), self::entry('last', priority: 9, created: 1), self::entry('old', created: 100), self::entry('first', priority: 1, created: 950)]));
	}

	public function testAnOpenOfferIsInProcessAndAnExpiredOneWaitsAgain(): void {
		$entries = [self::entry('asked'), self::entry('late', 'IN-PROCESS'), self::entry('declined', 'IN-PROCESS')];
		$offers = [self::offer('asked', self::NOW + 1), self::offer('late', self::NOW), self::offer('declined', self::NOW + 60, Offer::DECLINED)];
		$found = [];
		foreach (Queue::inTurn($entries, $offers, self::NOW) as $stored) {
			$found[$stored->entry->uid] = $stored->entry->status;
		}
		ksort($found);
		self::assertSame(['asked' => 'IN-PROCESS', 'declined' => 'NEEDS-ACTION', 'late' => 'NEEDS-ACTION'], $found);
	}

	public function testAllElseOfAnEntryStays(): void {
		$entry = self::entry('one', 'IN-PROCESS', 3, 7);
		[$found] = Queue::inTurn([$entry], [], self::NOW);
		self::assertSame([$entry->objectId, $entry->uri, $entry->etag, $entry->object], [$found->objectId, $found->uri, $found->etag, $found->object]);
		self::assertEquals(['status' => 'NEEDS-ACTION'] + get_object_vars($entry->entry), get_object_vars($found->entry));
	}

	/**
	 * @param list<StoredEntry> $entries
	 * @return list<string>
	 */
	private static function turn(array $entries): array {
		return array_map(static fn (StoredEntry $stored): string => $stored->entry->uid, Queue::inTurn($entries, [], self::NOW));
	}

	private static function entry(string $uid, string $status = 'NEEDS-ACTION', int $priority = 0, ?int $created = 500): StoredEntry {
		return new StoredEntry(1, "$uid.ics", '"e"', new VCalendar(), new WaitingEntry($uid, $status, $priority, $created, null, null, ['dr-mueller'], [], null, ['patientName' => 'Erika'], 'note'));
	}

	private static function offer(string $uid, int $expires, string $state = Offer::OPEN): Offer {
		return new Offer(1, $uid, 1, new Interval(5000, 6000), $expires, $state, '');
	}
}
