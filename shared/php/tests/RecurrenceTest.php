<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\BusyIntervals;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Expansion;
use Sprechstunde\Core\RecurrenceRule;

final class RecurrenceTest extends TestCase {
	/** @param list<string> $expected days from Monday, 5 January 2026, 08:00 */
	#[DataProvider('rules')]
	public function testRules(string $text, array $expected): void {
		$rule = RecurrenceRule::parse(self::parts($text));
		self::assertNotNull($rule);
		$found = [];
		foreach ($rule->from((int)gmmktime(8, 0, 0, 1, 5, 2026), 0, (int)gmmktime(0, 0, 0, 1, 1, 2040), 20000) as $wall) {
			$found[] = gmdate('Y-m-d', $wall);
			if (count($found) === count($expected)) {
				break;
			}
		}
		self::assertSame($expected, $found);
	}

	/** @return iterable<string, array{string, list<string>}> */
	public static function rules(): iterable {
		foreach ([
			'FREQ=DAILY;INTERVAL=3' => ['2026-01-05', '2026-01-08', '2026-01-11'],
			'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=MO' => ['2026-01-06', '2026-01-11', '2026-01-20', '2026-01-25'],
			'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU;WKST=SU' => ['2026-01-06', '2026-01-18', '2026-01-20'],
			'FREQ=MONTHLY;BYMONTHDAY=31' => ['2026-01-31', '2026-03-31', '2026-05-31'],
			'FREQ=MONTHLY;BYDAY=-1FR' => ['2026-01-30', '2026-02-27'],
			'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1' => ['2026-01-30', '2026-02-27', '2026-03-31'],
			'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=28' => ['2026-02-28', '2027-02-28'],
			'FREQ=YEARLY' => ['2026-01-05', '2027-01-05'],
			'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29' => ['2028-02-29', '2032-02-29'],
			'FREQ=YEARLY;BYWEEKNO=20' => ['2026-05-11', '2027-05-17'],
			'FREQ=YEARLY;BYDAY=20MO' => ['2026-05-18', '2027-05-17'],
			'FREQ=YEARLY;BYYEARDAY=-1' => ['2026-12-31', '2027-12-31'],
			'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=3' => ['2026-02-03', '2027-02-03'],
			'FREQ=DAILY;BYHOUR=8,12' => ['2026-01-05', '2026-01-05', '2026-01-06'],
		] as $text => $expected) {
			yield $text => [$text, $expected];
		}
	}

	public function testCountEnds(): void {
		$rule = RecurrenceRule::parse(self::parts('FREQ=WEEKLY;BYDAY=MO,WE;COUNT=5')) ?? self::fail('not followed');
		self::assertCount(5, iterator_to_array($rule->from(0, 86400 * 5000, 86400 * 10000, 20000), false));
	}

	public function testWhatIsLongPastIsLeftOutWithoutShiftingTheRest(): void {
		$start = (int)gmmktime(8, 0, 0, 1, 31, 1972);
		foreach (['FREQ=DAILY;INTERVAL=3', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=SU,MO', 'FREQ=MONTHLY;INTERVAL=5', 'FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYDAY=-1MO'] as $text) {
			$rule = RecurrenceRule::parse(self::parts($text)) ?? self::fail('not followed');
			$first = (int)gmmktime(0, 0, 0, 6, 1, 2026);
			$after = static fn (int $from): array => array_values(array_filter(iterator_to_array($rule->from($start, $from, $first + 86400 * 3000, 1000000), false), static fn (int $wall): bool => $wall >= $first));
			self::assertNotSame([], $after($start));
			self::assertSame($after($start), $after($first), $text);
		}
	}

	public function testRulesThatMakeNoSenseAreNotFollowed(): void {
		foreach (['', 'FREQ=NONSENSE', 'FREQ=DAILY;INTERVAL=x', 'FREQ=DAILY;INTERVAL=1.5', 'FREQ=DAILY;COUNT=abc', 'FREQ=DAILY;BYHOUR=25', 'FREQ=WEEKLY;BYDAY=XX', 'FREQ=DAILY;BYMONTH=0', 'FREQ=DAILY;BYMONTHDAY=0'] as $text) {
			self::assertNull(RecurrenceRule::parse(self::parts($text)), $text);
		}
	}

	/** Sabre's iterator does not return from the first. */
	#[DataProvider('hostile')]
	public function testHostileRulesCostLittle(string ...$rules): void {
		$calendar = CalendarParser::parse(implode("\r\n", ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', 'BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20260101T000000Z',
			'DTSTART:00010106T080000Z', 'DTEND:00010106T083000Z', ...array_map(static fn (string $rule): string => "RRULE:$rule", $rules), 'END:VEVENT', 'END:VCALENDAR', '']));
		$expansion = Expansion::ofRequest();
		[$busy, $until] = BusyIntervals::follow($calendar, Samples::practice(), (int)strtotime('2026-01-01'), $end = (int)strtotime('2028-01-01'), $expansion);
		$most = Contract::load()->limits()['occurrences'];
		self::assertLessThanOrEqual($most + 1, count($busy));
		self::assertGreaterThanOrEqual(0, $expansion->left());
		self::assertLessThanOrEqual(25 * $most, $expansion->looked());
		self::assertSame($until < $end, $busy !== [] && $busy[count($busy) - 1]->end === $end && $busy[count($busy) - 1]->start === $until);
	}

	/** @return list<non-empty-list<string>> */
	public static function hostile(): array {
		return [['FREQ=DAILY;INTERVAL=7;BYDAY=MO'], ['FREQ=SECONDLY'], ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'], ['FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU'],
			['FREQ=DAILY;COUNT=999999;BYMONTH=2;BYMONTHDAY=30'], ['FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30'], array_map(static fn (int $at): string => "FREQ=MINUTELY;INTERVAL=$at", range(1, 1500)),
			['FREQ=YEARLY;BYHOUR=' . implode(',', range(0, 23)) . ';BYMINUTE=' . implode(',', range(0, 59)) . ';BYDAY=MO,TU,WE,TH,FR,SA,SU']];
	}

	/** @return array<string, string> */
	private static function parts(string $text): array {
		$parts = [];
		foreach (array_filter(explode(';', $text)) as $part) {
			[$name, $value] = explode('=', $part);
			$parts[$name] = $value;
		}
		return $parts;
	}
}
