<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Pvs;

use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\EventTimes;
use Sprechstunde\Core\Practice;

/** Puts right what programs are known to send wrongly; what is right passes unchanged. */
final class Repairs {
	private const ALL = ['escapedLines', 'htmlText', 'joinedCategories', 'cancelledTitle', 'tentativeBusy', 'zeroLength', 'defaultAlarms'];
	private const ENTITIES = ['amp' => '&', 'lt' => '<', 'gt' => '>', 'quot' => '"', 'apos' => "'", '#39' => "'", 'nbsp' => ' ', 'auml' => 'ä', 'ouml' => 'ö', 'uuml' => 'ü', 'Auml' => 'Ä', 'Ouml' => 'Ö', 'Uuml' => 'Ü', 'szlig' => 'ß'];

	/**
	 * @param list<string> $ids those of a profile
	 * @return VCalendar a copy
	 */
	public static function apply(VCalendar $object, ?VCalendar $previous, array $ids, Practice $practice): VCalendar {
		$copy = clone $object;
		foreach (EventProperties::events($copy) as $event) {
			$stored = AppointmentReader::stored($event, $previous, $practice->timeZone());
			foreach (array_intersect(self::ALL, $ids) as $id) {
				self::one($id, $event, $stored, $practice);
			}
		}
		return $copy;
	}

	private static function one(string $id, VEvent $event, ?VEvent $stored, Practice $practice): void {
		match ($id) {
			'escapedLines' => self::escapedLines($event),
			'htmlText' => self::htmlText($event),
			'joinedCategories' => self::joinedCategories($event),
			'cancelledTitle' => self::cancelledTitle($event),
			'tentativeBusy' => self::tentativeBusy($event, $stored),
			'zeroLength' => self::zeroLength($event, $stored, $practice),
			'defaultAlarms' => self::defaultAlarms($event),
			default => throw new \LogicException("no repair $id"),
		};
	}

	/** Text that was escaped twice (RFC 5545 §3.3.11): it reads `\n` instead of breaking the line. */
	private static function escapedLines(VEvent $event): void {
		foreach (['SUMMARY', 'DESCRIPTION', 'LOCATION'] as $name) {
			$text = EventProperties::text($event, $name) ?? '';
			if (preg_match('/\\\\[nN,;]/', $text) === 1 && !str_contains($text, "\n")) {
				EventProperties::set($event, $name, (string)preg_replace_callback('/\\\\([nN,;\\\\])/', static fn (array $match): string => strtolower($match[1]) === 'n' ? "\n" : $match[1], $text));
			}
		}
	}

	/** DESCRIPTION is plain text (RFC 5545 §3.8.1.5); programs with a rich editor send HTML. */
	private static function htmlText(VEvent $event): void {
		$text = EventProperties::text($event, 'DESCRIPTION') ?? '';
		if (preg_match('/<(?:html|body|div|p|br|span)\b[^<>]*>/i', $text) !== 1) {
			return;
		}
		$plain = (string)preg_replace('/\s*<br\b[^<>]*>\s*|\s*<\/(?:p|div|li|h[1-6])\s*>\s*/i', "\n", $text);
		$plain = (string)preg_replace('/<\/?[a-z][^<>]*>/i', '', $plain);
		$plain = (string)preg_replace_callback('/&(#39|[a-zA-Z]{2,5});/', static fn (array $match): string => self::ENTITIES[$match[1]] ?? $match[0], $plain);
		$plain = (string)preg_replace(['/[ \t]+\n/', '/\n{3,}/'], ["\n", "\n\n"], $plain);
		EventProperties::set($event, 'DESCRIPTION', EventProperties::trimmed($plain));
	}

	/** CATEGORIES are divided by commas (RFC 5545 §3.8.1.2); some programs put semicolons into one value. */
	private static function joinedCategories(VEvent $event): void {
		$given = EventProperties::values($event, 'CATEGORIES');
		$divided = array_map(EventProperties::trimmed(...), explode(';', implode(';', $given)));
		if (str_contains(implode('', $given), ';')) {
			EventProperties::setValues($event, 'CATEGORIES', array_values(array_filter($divided, static fn (string $one): bool => $one !== '')));
		}
	}

	/** A program without STATUS says in the title that an appointment is cancelled. */
	private static function cancelledTitle(VEvent $event): void {
		if (preg_match('/^(?:abgesagt|storniert|cancell?ed)\s*[:\-–]\s*(.*)$/isuD', EventProperties::text($event, 'SUMMARY') ?? '', $match) === 1) {
			EventProperties::set($event, 'STATUS', 'CANCELLED');
			EventProperties::set($event, 'SUMMARY', $match[1]);
		}
	}

	/** Programs in Outlook's manner say in X-MICROSOFT-CDO-BUSYSTATUS that a new entry is not certain, and send no STATUS. */
	private static function tentativeBusy(VEvent $event, ?VEvent $stored): void {
		if ($stored === null && EventProperties::text($event, 'STATUS') === null && strtoupper(EventProperties::text($event, 'X-MICROSOFT-CDO-BUSYSTATUS') ?? '') === 'TENTATIVE') {
			EventProperties::set($event, 'STATUS', 'TENTATIVE');
		}
	}

	/** An entry at a time of day that takes no time: it keeps the length it had, else takes that of its type, else one step of the grid. */
	private static function zeroLength(VEvent $event, ?VEvent $stored, Practice $practice): void {
		$zone = $practice->timeZone();
		$times = EventTimes::of($event, $zone);
		if ($times === null || $times->start->isDate || $times->end !== $times->start->instant) {
			return;
		}
		$before = $stored === null ? null : EventTimes::of($stored, $zone);
		$length = $before === null || $before->end === null || $before->start->isDate ? 0 : $before->end - $before->start->instant;
		$minutes = $practice->type(EventProperties::text($event, 'X-APPOINTMENT-TYPE') ?? '')->durationMinutes ?? $practice->booking->gridMinutes;
		$event->remove('DURATION');
		EventTimes::write($event, 'DTEND', $times->start->instant + ($length > 0 ? $length : $minutes * 60), $zone);
		if ($event->parent instanceof VCalendar) {
			EventTimes::ensureZone($event->parent, $zone);
		}
	}

	/** Apple's calendar adds the alarm that one person has set for themselves; in a shared calendar it would ring for everybody. */
	private static function defaultAlarms(VEvent $event): void {
		foreach ($event->select('VALARM') as $alarm) {
			if ($alarm instanceof \Sabre\VObject\Component && strtoupper(EventProperties::text($alarm, 'X-APPLE-DEFAULT-ALARM') ?? '') === 'TRUE') {
				$event->remove($alarm);
			}
		}
	}
}
