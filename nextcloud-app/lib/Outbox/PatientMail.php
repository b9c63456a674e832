<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Outbox;

use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\EventRenderer;
use Sprechstunde\Core\Practice;

/** What a mail to a patient says, as plain text in the practice's language. */
final readonly class PatientMail {
	/**
	 * @param string $subject names the practice only: neither patient nor reason
	 * @param list<string> $paragraphs may have line breaks
	 * @param list<array{label: string, text: string}> $facts
	 */
	private function __construct(
		public string $subject,
		public string $heading,
		public array $paragraphs,
		public array $facts,
	) {
	}

	/**
	 * @param string $event a key of the contract's mail texts
	 * @throws \LogicException for another one
	 */
	public static function of(string $event, Appointment $appointment, Practice $practice, CalendarConfig $calendar): self {
		$language = $practice->language === 'en' ? 'en' : 'de';
		$mail = Contract::load()->texts()['mail'][$event] ?? throw new \LogicException("no mail $event");
		$params = [
			'practice' => $practice->name, 'phone' => $practice->phone, 'doctor' => $calendar->doctor,
			'name' => $appointment->field('patientName'), ...self::times($appointment, $practice, $language),
		];
		return new self(
			self::fill($mail['subject'][$language], $params),
			self::fill($mail['heading'][$language], $params),
			explode("\n\n", self::fill($mail['body'][$language], $params)),
			self::facts($event, $appointment, $practice, $calendar, $language, $params),
		);
	}

	/**
	 * @param 'de'|'en' $language
	 * @param array<string, string> $params
	 * @return list<array{label: string, text: string}>
	 */
	private static function facts(string $event, Appointment $appointment, Practice $practice, CalendarConfig $calendar, string $language, array $params): array {
		$labels = Contract::load()->texts()['mailLabels'];
		$texts = [
			'when' => $params['date'] === '' ? '' : self::fill($labels['clock'][$language], $params),
			'where' => EventRenderer::location($practice, $calendar),
			'doctor' => $calendar->doctor,
			'type' => $practice->type($appointment->field('appointmentType'))?->label[$language] ?? '',
			'reason' => in_array($event, ['rejected', 'cancelled'], true) ? $appointment->field('statusReason') : '',
		];
		$facts = [];
		foreach (array_filter($texts, static fn (string $text): bool => $text !== '') as $name => $text) {
			$facts[] = ['label' => $labels[$name][$language], 'text' => $text];
		}
		return $facts;
	}

	/**
	 * Clocks of the practice's zone.
	 *
	 * @param 'de'|'en' $language
	 * @return array{date: string, time: string, endTime: string}
	 */
	private static function times(Appointment $appointment, Practice $practice, string $language): array {
		$format = static function (?\DateTimeImmutable $time, string $pattern) use ($practice, $language): string {
			$formatter = new \IntlDateFormatter($language === 'de' ? 'de_DE' : 'en_GB', \IntlDateFormatter::NONE, \IntlDateFormatter::NONE, $practice->timeZone(), \IntlDateFormatter::GREGORIAN, $pattern);
			return $time === null ? '' : (string)$formatter->format($time);
		};
		return [
			'date' => $format($appointment->start, $language === 'de' ? 'EEEE, d. MMMM y' : 'EEEE, d MMMM y'),
			'time' => $format($appointment->start, 'HH:mm'),
			'endTime' => $format($appointment->end, 'HH:mm'),
		];
	}

	/**
	 * One pass: a brace in a patient's name fills in nothing.
	 *
	 * @param array<string, string> $params
	 */
	private static function fill(string $text, array $params): string {
		return (string)preg_replace_callback('/\{(\w+)\}/', static fn (array $match): string => $params[$match[1]] ?? '', $text);
	}
}
