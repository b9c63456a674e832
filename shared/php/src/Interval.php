<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** [start, end) in epoch seconds, UTC. */
final readonly class Interval {
	public function __construct(
		public int $start,
		public int $end,
	) {
	}

	/** @param string $start ISO 8601 instant; likewise $end */
	public static function ofIso(string $start, string $end): self {
		return new self((new \DateTimeImmutable($start))->getTimestamp(), (new \DateTimeImmutable($end))->getTimestamp());
	}

	/** `YYYY-MM-DDTHH:MM:SSZ` */
	public static function iso(int $instant): string {
		return gmdate('Y-m-d\TH:i:s\Z', $instant);
	}

	/** @return array{start: string, end: string} UTC, ISO 8601 */
	public function toArray(): array {
		return ['start' => self::iso($this->start), 'end' => self::iso($this->end)];
	}

	public function isEmpty(): bool {
		return $this->end <= $this->start;
	}

	/** Touching intervals do not overlap; an empty one overlaps nothing. */
	public function overlaps(self $other): bool {
		return !$this->isEmpty() && !$other->isEmpty() && $this->start < $other->end && $other->start < $this->end;
	}

	public function contains(self $other): bool {
		return $this->start <= $other->start && $other->end <= $this->end;
	}

	/** The common part, which may be empty. */
	public function clip(self $bounds): self {
		return new self(max($this->start, $bounds->start), min($this->end, $bounds->end));
	}

	/**
	 * @param list<self> $intervals
	 * @return list<self> sorted, touching and overlapping ones joined, empty ones left out
	 */
	public static function merge(array $intervals): array {
		$intervals = array_values(array_filter($intervals, static fn (self $one): bool => !$one->isEmpty()));
		usort($intervals, static fn (self $a, self $b): int => [$a->start, $a->end] <=> [$b->start, $b->end]);
		$merged = [];
		foreach ($intervals as $one) {
			$last = $merged === [] ? null : $merged[count($merged) - 1];
			if ($last !== null && $one->start <= $last->end) {
				$merged[count($merged) - 1] = new self($last->start, max($last->end, $one->end));
			} else {
				$merged[] = $one;
			}
		}
		return $merged;
	}

	/**
	 * @param list<self> $from
	 * @param list<self> $away
	 * @return list<self> what is in $from but not in $away; sorted, merged
	 */
	public static function subtract(array $from, array $away): array {
		$away = self::merge($away);
		$rest = [];
		$next = 0;
		foreach (self::merge($from) as $one) {
			$start = $one->start;
			// both are sorted: what ends before this one is behind all later ones
			while ($next < count($away) && $away[$next]->end <= $start) {
				$next++;
			}
			for ($at = $next; $at < count($away) && $away[$at]->start < $one->end; $at++) {
				if ($away[$at]->start > $start) {
					$rest[] = new self($start, $away[$at]->start);
				}
				$start = max($start, $away[$at]->end);
			}
			if ($start < $one->end) {
				$rest[] = new self($start, $one->end);
			}
		}
		return $rest;
	}

	/**
	 * @param list<self> $one
	 * @param list<self> $other
	 * @return list<self> what both cover, merged
	 */
	public static function intersect(array $one, array $other): array {
		$common = [];
		$other = self::merge($other);
		foreach (self::merge($one) as $interval) {
			array_push($common, ...array_map($interval->clip(...), $other));
		}
		return self::merge($common);
	}
}
