<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** An entry of the log in words; never whom it is about. */
final class LogText {
	private const TIMES = ['from', 'to', 'start', 'end', 'next'];

	/**
	 * What happened, as a sentence; a code that is not in the catalogue stands for itself.
	 *
	 * @param array<string, string|int> $params
	 * @param string $language de or en
	 */
	public static function of(string $code, array $params, string $language, \DateTimeZone $zone): string {
		$language = $language === 'en' ? 'en' : 'de';
		$log = Contract::load()->log();
		$shown = self::shown($params, $language, $zone);
		$text = isset($log['codes'][$code]) ? self::fill($log['codes'][$code]['text'][$language], $shown) : $code;
		foreach (['fields', 'parts', 'mail'] as $name) {
			if (isset($params[$name]) && ($name !== 'mail' || $params[$name] === 'queued')) {
				$text .= self::fill($log['suffixes'][$name][$language], $shown);
			}
		}
		return $text;
	}

	/** Who did it and by which way. */
	public static function actor(string $actor, string $role, string $way, string $language): string {
		$language = $language === 'en' ? 'en' : 'de';
		$log = Contract::load()->log();
		$who = $role === '' && $actor !== '' ? $actor : ($log['roles'][$role][$language] ?? $role);
		// website and patients have no account that would tell more
		$named = in_array($role, ['staff', 'admin', 'pvs'], true) && $actor !== '' ? "$actor ($who)" : $who;
		$by = $log['ways'][$way][$language] ?? null;
		return $by === null || in_array($way, ['website', 'link'], true) ? $named : "$named, $by";
	}

	/**
	 * `[2024-12-15 10:00:00] INFO what happened | who | calendar | UID`, in the practice's zone, without a line break.
	 *
	 * @param array{at: string, level: string, code: string, actor: string, role: string, way: string, calendar: string, uid: string, params: array<string, string|int>} $entry at: UTC, ISO 8601
	 */
	public static function line(array $entry, string $language, \DateTimeZone $zone): string {
		$parts = array_filter([
			self::of($entry['code'], $entry['params'], $language, $zone),
			self::actor($entry['actor'], $entry['role'], $entry['way'], $language),
			$entry['calendar'], $entry['uid'],
		], static fn (string $part): bool => $part !== '');
		$at = (new \DateTimeImmutable($entry['at']))->setTimezone($zone)->format('Y-m-d H:i:s');
		return (string)preg_replace('/[\p{Cc}\x{2028}\x{2029}]+/u', ' ', "[$at] {$entry['level']} " . implode(' | ', $parts));
	}

	/**
	 * @param array<string, string|int> $params
	 * @param 'de'|'en' $language
	 * @return array<string, string>
	 */
	private static function shown(array $params, string $language, \DateTimeZone $zone): array {
		$contract = Contract::load();
		[$log, $texts] = [$contract->log(), $contract->texts()];
		$shown = [];
		foreach ($params as $name => $value) {
			$text = (string)$value;
			$shown[$name] = match (true) {
				$name === 'fields' => self::listed($text, [...$contract->fieldLabels($language), ...array_map(static fn (array $label): string => $label[$language], $log['fields'])]),
				$name === 'parts' => self::listed($text, array_map(static fn (array $label): string => $label[$language], $log['parts'])),
				$name === 'event' => $log['events'][$text][$language] ?? $text,
				$name === 'status' => $texts['statusLabels'][$text][$language] ?? $text,
				$name === 'mail' => $texts['mail'][$text]['heading'][$language] ?? $text,
				$name === 'alert' => $texts['alerts'][$text]['subject'][$language] ?? $text,
				is_int($value) && in_array($name, self::TIMES, true) => (new \DateTimeImmutable("@$value"))->setTimezone($zone)->format($language === 'de' ? 'd.m.Y H:i' : 'Y-m-d H:i'),
				default => $text,
			};
		}
		return $shown;
	}

	/** @param array<string, string> $labels */
	private static function listed(string $names, array $labels): string {
		return implode(', ', array_map(static fn (string $name): string => $labels[$name] ?? $name, explode(',', $names)));
	}

	/**
	 * One pass: a brace in a param fills in nothing.
	 *
	 * @param array<string, string> $params
	 */
	private static function fill(string $text, array $params): string {
		return (string)preg_replace_callback('/\{(\w+)\}/', static fn (array $match): string => $params[$match[1]] ?? '', $text);
	}
}
