<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use Sprechstunde\Core\Contract;

/** Counts appointments by day and period: today, the week from Monday on, the month, each against the one before. */
final readonly class AppointmentCounts {
	private const DAYS = 14;

	private \DateTimeImmutable $today;
	/** @var array<string, array{int, int, int}> begin of the period before, of this one, and its end */
	private array $bounds;

	/** @param int $now epoch seconds */
	public function __construct(int $now, \DateTimeZone $zone) {
		$this->today = (new \DateTimeImmutable("@$now"))->setTimezone($zone)->setTime(0, 0);
		$this->bounds = self::bounds($this->today);
	}

	/** @return array{int, int} epoch seconds, [from, to): of the appointments that are to be counted */
	public function range(): array {
		[$first, $last] = $this->days();
		return [
			min($first->getTimestamp(), $this->bounds['week'][0], $this->bounds['month'][0]),
			max($last->getTimestamp(), $this->bounds['week'][2], $this->bounds['month'][2]),
		];
	}

	/**
	 * @param iterable<array{int, string, string}> $appointments start, status, source
	 * @return array{
	 *   periods: array<string, array{now: int, before: int}>, cancelled: array{now: int, of: int, before: int, ofBefore: int},
	 *   days: list<array<string, int|string>>, sources: array<string, int>,
	 * } periods: without what is cancelled; cancelled: of the month; days: two weeks back and two ahead; sources: of these days
	 */
	public function of(iterable $appointments): array {
		[$first, $last] = $this->days();
		$periods = array_fill_keys(array_keys($this->bounds), ['now' => 0, 'before' => 0]);
		$cancelled = ['now' => 0, 'of' => 0, 'before' => 0, 'ofBefore' => 0];
		$days = [];
		for ($day = $first; $day < $last; $day = $day->modify('+1 day')) {
			$days[$day->format('Y-m-d')] = ['date' => $day->format('Y-m-d')] + array_fill_keys(Contract::load()->statuses(), 0);
		}
		$sources = [];
		foreach ($appointments as [$start, $status, $source]) {
			$isCancelled = $status === 'CANCELLED';
			foreach ($this->bounds as $name => [$before, $begin, $end]) {
				$which = $start >= $begin && $start < $end ? 'now' : ($start >= $before && $start < $begin ? 'before' : null);
				if ($which !== null && !$isCancelled) {
					$periods[$name] = self::counted($periods[$name], $which);
				}
				if ($which !== null && $name === 'month') {
					$cancelled[$which === 'now' ? 'of' : 'ofBefore']++;
					$cancelled[$which] += $isCancelled ? 1 : 0;
				}
			}
			if ($start >= $first->getTimestamp() && $start < $last->getTimestamp()) {
				$date = $this->today->setTimestamp($start)->format('Y-m-d');
				$days[$date][$status] = (int)($days[$date][$status] ?? 0) + 1;
				if (!$isCancelled) {
					$sources[$source] = ($sources[$source] ?? 0) + 1;
				}
			}
		}
		return ['periods' => $periods, 'cancelled' => $cancelled, 'days' => array_values($days), 'sources' => $sources];
	}

	/** @return array{\DateTimeImmutable, \DateTimeImmutable} two weeks back and two ahead */
	private function days(): array {
		return [$this->today->modify('-' . self::DAYS . ' days'), $this->today->modify('+' . self::DAYS . ' days')];
	}

	/**
	 * @param array{now: int, before: int} $counts
	 * @param 'now'|'before' $which
	 * @return array{now: int, before: int}
	 */
	private static function counted(array $counts, string $which): array {
		$counts[$which]++;
		return $counts;
	}

	/** @return array<string, array{int, int, int}> begin of the period before, of this one, and its end */
	private static function bounds(\DateTimeImmutable $today): array {
		$week = $today->modify('-' . ((int)$today->format('N') - 1) . ' days');
		$month = $today->modify('first day of this month');
		$instants = static fn (\DateTimeImmutable ...$days): array => array_map(static fn (\DateTimeImmutable $day): int => $day->getTimestamp(), $days);
		/** @var array<string, array{int, int, int}> */
		return [
			'today' => $instants($today->modify('-1 day'), $today, $today->modify('+1 day')),
			'week' => $instants($week->modify('-7 days'), $week, $week->modify('+7 days')),
			'month' => $instants($month->modify('-1 month'), $month, $month->modify('+1 month')),
		];
	}
}
