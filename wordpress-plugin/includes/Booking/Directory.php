<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Booking;

use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Relay\OcsClient;
use Sprechstunde\WordPress\Relay\ServerFailure;
use Sprechstunde\WordPress\Settings\Settings;
use Sprechstunde\WordPress\Storage\AnswerCache;

/** What can be booked, as Nextcloud says and as this site remembers it for a moment. */
final class Directory {
	private const CATALOG = 'catalog';
	/** Seconds */
	private const CATALOG_FRESH = 180;
	private const CATALOG_STALE = 900;
	private const FREE_FRESH = 10;
	private const FREE_STALE = 30;

	/** @param \Closure(): ?OcsClient $client null where the connection is not set up */
	public function __construct(
		private readonly AnswerCache $cache,
		private readonly Settings $settings,
		private readonly \Closure $client,
	) {
	}

	/**
	 * @return array<string, mixed>
	 * @throws IssuesException NOT_CONFIGURED, CALENDAR_UNREACHABLE, both with the phone number
	 */
	public function catalog(): array {
		return $this->asked(self::CATALOG, self::CATALOG_FRESH, self::CATALOG_STALE, static fn (OcsClient $client): array => $client->catalog());
	}

	/** @return array<string, mixed> asked for anew */
	public function freshCatalog(): array {
		$this->cache->expire(self::CATALOG);
		return $this->catalog();
	}

	/** @return array<string, mixed>|null the last good one; asks nobody */
	public function rememberedCatalog(): ?array {
		return $this->cache->last(self::CATALOG);
	}

	/**
	 * Free windows. Nextcloud is asked for whole UTC days, so that visitors share an answer whatever they ask for.
	 *
	 * @param int $from epoch seconds; likewise $to
	 * @return array{windows: list<array{calendar: string, start: string, end: string}>, generatedAt: string}
	 * @throws IssuesException RANGE_INVALID, CALENDAR_UNKNOWN, NOT_CONFIGURED, CALENDAR_UNREACHABLE
	 */
	public function free(string $calendar, int $from, int $to): array {
		$days = Contract::load()->limits()['freeRangeDays'];
		if ($to <= $from || $to - $from > $days * 86400) {
			throw new IssuesException([new Issue('RANGE_INVALID', 'to', ['days' => $days])]);
		}
		$first = intdiv($from, 86400) * 86400;
		$last = min(intdiv($to + 86399, 86400) * 86400, $first + $days * 86400);
		$bounds = [gmdate('Y-m-d\TH:i:s\Z', $first), gmdate('Y-m-d\TH:i:s\Z', max($last, $to))];
		$answer = $this->asked("free:$calendar:$bounds[0]:$bounds[1]", self::FREE_FRESH, self::FREE_STALE,
			static fn (OcsClient $client): array => $client->free($calendar, $bounds[0], $bounds[1]));
		$windows = [];
		foreach (is_array($answer['windows'] ?? null) ? $answer['windows'] : [] as $window) {
			if (!is_array($window) || !is_string($window['calendar'] ?? null) || !is_string($window['start'] ?? null) || !is_string($window['end'] ?? null)) {
				continue;
			}
			$start = max((int)strtotime($window['start']), $from);
			$end = min((int)strtotime($window['end']), $to);
			if ($start < $end) {
				$windows[] = ['calendar' => $window['calendar'], 'start' => gmdate('Y-m-d\TH:i:s\Z', $start), 'end' => gmdate('Y-m-d\TH:i:s\Z', $end)];
			}
		}
		return ['windows' => $windows, 'generatedAt' => is_string($answer['generatedAt'] ?? null) ? $answer['generatedAt'] : ''];
	}

	/** The free windows have changed: the next visitor gets new ones. */
	public function freeChanged(): void {
		$this->cache->expire('free:');
	}

	/** The settings have changed: what the other server said counts no more. */
	public function forget(): void {
		$this->cache->expire('');
	}

	/** The practice's number, as last heard from Nextcloud, else as set here; may be empty. */
	public function phone(): string {
		$practice = $this->rememberedCatalog()['practice'] ?? null;
		$phone = is_array($practice) && is_string($practice['phone'] ?? null) ? $practice['phone'] : '';
		return $phone !== '' ? $phone : $this->settings->phone();
	}

	/** @return IssuesException one that tells the patient whom to call */
	public function unavailable(string $code): IssuesException {
		return new IssuesException([new Issue($code, null, ['phone' => $this->phone()])]);
	}

	/**
	 * @param callable(OcsClient): array<string, mixed> $question
	 * @return array<string, mixed>
	 */
	private function asked(string $name, int $fresh, int $stale, callable $question): array {
		$client = ($this->client)();
		if ($client === null) {
			throw $this->unavailable('NOT_CONFIGURED');
		}
		try {
			return $this->cache->get($name, $fresh, $stale, static fn (): array => $question($client));
		} catch (ServerFailure $failure) {
			Log::failure($failure);
			throw $this->unavailable('CALENDAR_UNREACHABLE');
		}
	}
}
