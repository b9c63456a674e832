<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** How the website's `/caldav/` is laid over Nextcloud's DAV root. Paths are decoded, below that root, without slashes at their ends. */
final readonly class Addresses {
	/** @var array<array-key, CalendarConfig> each name under which a calendar is found at `/caldav/calendars/NAME/` */
	private array $names;

	public function __construct(
		private Practice $practice,
	) {
		$names = [];
		foreach ($practice->calendars() as $calendar) {
			foreach ([$calendar->id, ...$calendar->aliases] as $name) {
				$names[$name] ??= $calendar;
			}
		}
		foreach ($practice->calendars() as $calendar) {
			foreach ($calendar->main ? self::table()['main'] : [] as $name) {
				$names[$name] ??= $calendar;
			}
		}
		$this->names = $names;
	}

	/** Path of a practice calendar in an account's home. */
	public static function keptAt(CalendarConfig $calendar, string $user, bool $isBooking): string {
		$name = match (true) {
			$isBooking => self::table()['virtual'] . $calendar->id,
			$calendar->owner === $user => $calendar->uri,
			default => "{$calendar->uri}_shared_by_{$calendar->owner}",
		};
		return "calendars/$user/$name";
	}

	/**
	 * Where a path below `/caldav/` leads for an account.
	 *
	 * @return array{path: string, alias: array{shown: string, kept: string}|null} alias: two beginnings of paths that mean the same calendar; null: the address is Nextcloud's own
	 */
	public function leadsTo(string $user, bool $isBooking, string $path): array {
		$parts = self::segments($path);
		$name = $parts[1] ?? null;
		if (($parts[0] ?? '') !== 'calendars' || $name === null) {
			return ['path' => implode('/', $parts), 'alias' => null];
		}
		$calendar = $this->names[$name] ?? null;
		$rest = array_slice($parts, 2);
		if ($calendar === null) {
			$escape = self::table()['escape'];
			$home = str_starts_with($name, $escape) ? substr($name, strlen($escape)) : $name;
			return ['path' => implode('/', array_filter(['calendars', $home, ...$rest], static fn (string $part): bool => $part !== '')), 'alias' => null];
		}
		$alias = ['shown' => "calendars/$name", 'kept' => self::keptAt($calendar, $user, $isBooking)];
		return ['path' => implode('/', [$alias['kept'], ...$rest]), 'alias' => $alias];
	}

	/**
	 * The path below `/caldav/` that leads to one of Nextcloud's; by an alias where one of `$aliases` fits.
	 *
	 * @param list<array{shown: string, kept: string}> $aliases
	 */
	public function shownAs(string $path, array $aliases): string {
		foreach ($aliases as ['shown' => $shown, 'kept' => $kept]) {
			if ($path === $kept || str_starts_with($path, "$kept/")) {
				return $shown . substr($path, strlen($kept));
			}
		}
		$parts = explode('/', $path, 3);
		return $parts[0] === 'calendars' && isset($parts[1], $this->names[$parts[1]]) ? 'calendars/' . self::table()['escape'] . substr($path, strlen('calendars/')) : $path;
	}

	/** @return list<CalendarConfig>|null calendars whose feed a path below `/caldav/` is; null where it is none */
	public function feedCalendars(string $path): ?array {
		$parts = self::segments($path);
		$isFeed = ($parts[0] ?? '') === 'calendars' && count($parts) > 1 && count($parts) < 4 && $parts[count($parts) - 1] === self::table()['feed'];
		$calendar = $isFeed && count($parts) === 3 ? $this->names[$parts[1]] ?? null : null;
		return match (true) {
			!$isFeed => null,
			count($parts) === 2 => $this->practice->calendars(),
			default => $calendar === null ? null : [$calendar],
		};
	}

	/**
	 * A web server's configuration with a site's values.
	 *
	 * @param string $server nginx or apache
	 * @param string $website host of the website
	 * @param string $nextcloud Nextcloud's address, http or https
	 * @return ?string null where one of the two can't stand in a configuration
	 */
	public static function webServer(string $server, string $website, string $nextcloud): ?string {
		$isAddress = preg_match('~^(https?)://(([a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?)((?:/[\w.\~-]+)*)/?$~iD', $nextcloud, $found) === 1;
		if (!$isAddress || preg_match('~^[a-z0-9.-]+(?::\d{1,5})?$~iD', $website) !== 1) {
			return null;
		}
		$values = ['{website}' => $website, '{nextcloud}' => "$found[1]://$found[2]$found[4]", '{host}' => $found[2], '{name}' => $found[3]];
		$lines = array_filter(self::table()['webServers'][$server], static fn (string $line): bool => strtolower($found[1]) === 'https' || !str_starts_with($line, 'https:'));
		return implode("\n", array_map(static fn (string $line): string => strtr((string)preg_replace('/^https:/', '', $line), $values), $lines)) . "\n";
	}

	/** @return array{prefix: string, header: string, main: list<string>, feed: string, escape: string, virtual: string, webServers: array<string, list<string>>} */
	public static function table(): array {
		return Contract::load()->addresses();
	}

	/** @return list<string> */
	private static function segments(string $path): array {
		return array_values(array_filter(explode('/', $path), static fn (string $part): bool => $part !== ''));
	}
}
