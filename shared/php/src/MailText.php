<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** A mail to the patient as plain text: who puts it into HTML has to escape it. */
final readonly class MailText {
	/**
	 * @param string $subject names the practice only: neither patient nor reason
	 * @param list<string> $paragraphs a paragraph may have line breaks
	 * @param list<array{label: string, text: string}> $facts
	 * @param list<string> $lines all of it
	 * @param string $footer the practice's own last words; empty where it has none
	 * @param ?string $link that stands in a paragraph
	 */
	private function __construct(
		public string $subject,
		public string $heading,
		public array $paragraphs,
		public array $facts,
		public array $lines,
		public string $footer,
		public ?string $link = null,
	) {
	}

	/**
	 * @param string $event a key of the contract's mail texts
	 * @param string $language de or en
	 * @param ?string $link to the page where the patient may change the appointment (ManageLink); null: none
	 * @throws \LogicException for another event
	 */
	public static function of(string $event, Appointment $appointment, Practice $practice, CalendarConfig $calendar, string $language, ?string $link = null): self {
		$language = $language === 'en' ? 'en' : 'de';
		$text = Contract::load()->texts()['mail'][$event] ?? throw new \LogicException("no mail $event");
		$params = [
			'practice' => $practice->name,
			'phone' => $practice->phone,
			'doctor' => $calendar->doctor,
			'name' => $appointment->field('patientName'),
			...self::times($appointment, $practice->timeZone(), $language),
		];
		$own = static fn (string $part): string => self::fill($practice->mailWording($event, $part, $language), $params);
		[$greeting, $body] = [...explode("\n\n", self::fill($text['body'][$language], $params), 2), ''];
		$paragraphs = [$own('greeting') ?: $greeting, ...array_values(array_filter(explode("\n\n", $body . "\n\n" . $own('paragraph')), static fn (string $one): bool => $one !== ''))];
		if ($link !== null) {
			$paragraphs[] = self::fill(Contract::load()->texts()['manage'][$language], ['link' => $link]);
		}
		return self::assembled(self::fill($text['subject'][$language], $params), self::fill($text['heading'][$language], $params), $paragraphs,
			self::facts($event, $appointment, $practice, $calendar, $language, $params), $own('footer'), $practice, $link);
	}

	/**
	 * The mail that offers a time to somebody on the waiting list.
	 *
	 * @param Appointment $appointment as it would be: times, name and type count
	 * @param int $until when the offer ends, epoch seconds
	 * @param string $language de or en
	 * @param string $link to the page where they accept it (ManageLink::ofOffer)
	 */
	public static function ofOffer(Appointment $appointment, int $until, string $link, Practice $practice, CalendarConfig $calendar, string $language): self {
		$language = $language === 'en' ? 'en' : 'de';
		$texts = Contract::load()->texts()['offer'];
		$end = (new \DateTimeImmutable("@$until"))->setTimezone($practice->timeZone());
		$params = [
			'practice' => $practice->name, 'phone' => $practice->phone, 'name' => $appointment->field('patientName'), 'link' => $link,
			'until' => self::fill($texts['until'][$language], ['date' => self::date($end, $language), 'time' => $end->format('H:i')]),
		];
		return self::assembled(self::fill($texts['subject'][$language], $params), self::fill($texts['heading'][$language], $params), explode("\n\n", self::fill($texts['body'][$language], $params)),
			self::facts('confirmed', $appointment, $practice, $calendar, $language, self::times($appointment, $practice->timeZone(), $language)), '', $practice, $link);
	}

	/**
	 * @param list<string> $paragraphs
	 * @param list<array{label: string, text: string}> $facts
	 */
	private static function assembled(string $subject, string $heading, array $paragraphs, array $facts, string $footer, Practice $practice, ?string $link): self {
		$lines = [$heading, ''];
		foreach ($paragraphs as $paragraph) {
			array_push($lines, ...[...explode("\n", $paragraph), '']);
		}
		foreach ($facts as $fact) {
			$lines[] = $fact['label'] . ': ' . $fact['text'];
		}
		$last = $footer === '' ? [] : [...explode("\n", $footer), ''];
		return new self($subject, $heading, $paragraphs, $facts, [...$lines, '', ...$last, $practice->name, $practice->address, $practice->phone], $footer, $link);
	}

	/**
	 * @param 'de'|'en' $language
	 * @param array<string, string> $params
	 * @return list<array{label: string, text: string}>
	 */
	private static function facts(string $event, Appointment $appointment, Practice $practice, CalendarConfig $calendar, string $language, array $params): array {
		$labels = Contract::load()->texts()['mailLabels'];
		$facts = [];
		foreach ([
			'when' => $params['date'] === '' ? '' : self::fill($labels['clock'][$language], $params),
			'where' => EventRenderer::location($practice, $calendar),
			'doctor' => $calendar->doctor,
			'type' => $practice->type($appointment->field('appointmentType'))->label[$language] ?? '',
			// whether it still waits for approval, only where the heading doesn't say so
			'status' => $event === 'conflict' ? Contract::load()->texts()['statusLabels'][$appointment->status][$language] ?? '' : '',
			'reason' => in_array($event, ['rejected', 'cancelled', 'conflictCancelled'], true) ? $appointment->field('statusReason') : '',
		] as $name => $text) {
			if ($text !== '') {
				$facts[] = ['label' => $labels[$name][$language], 'text' => $text];
			}
		}
		return $facts;
	}

	/**
	 * @param 'de'|'en' $language
	 * @return array{date: string, time: string, endTime: string}
	 */
	private static function times(Appointment $appointment, \DateTimeZone $zone, string $language): array {
		$start = $appointment->start?->setTimezone($zone);
		return [
			'date' => $start === null ? '' : self::date($start, $language),
			'time' => $start?->format('H:i') ?? '',
			'endTime' => $appointment->end?->setTimezone($zone)->format('H:i') ?? '',
		];
	}

	/** @param 'de'|'en' $language */
	private static function date(\DateTimeImmutable $day, string $language): string {
		if (!class_exists(\IntlDateFormatter::class)) {
			return Note::date($day->format('Y-m-d'), $language);
		}
		[$locale, $pattern] = $language === 'de' ? ['de_DE', 'EEEE, d. MMMM y'] : ['en_GB', 'EEEE d MMMM y'];
		$formatter = new \IntlDateFormatter($locale, \IntlDateFormatter::FULL, \IntlDateFormatter::NONE, $day->getTimezone(), null, $pattern);
		return (string)$formatter->format($day);
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
