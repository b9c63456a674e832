<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dashboard;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\StateRow;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\Dashboard\Model\WidgetItem;
use OCP\IURLGenerator;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Practice;

/** What the dashboard shows: how many requests are open, then today's appointments from now on. Reads the few objects that it names. */
final class TodayItems {
	public function __construct(
		private PracticeStore $store,
		private CalendarIds $calendars,
		private AppointmentStates $states,
		private Objects $objects,
		private IURLGenerator $urls,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param string $userId account of the team, which reads the practice's calendars
	 * @param 'de'|'en' $language
	 * @return list<WidgetItem>
	 */
	public function of(string $userId, int $limit, string $language): array {
		$practice = $this->store->get();
		if ($practice === null) {
			return [];
		}
		$items = [];
		$ids = array_keys($this->calendars->all());
		$open = $this->states->count($ids, 'TENTATIVE');
		$home = $this->urls->linkToRouteAbsolute('sprechstunde.page.index');
		$icon = $this->urls->getAbsoluteURL($this->urls->imagePath('sprechstunde', 'app-dark.svg'));
		if ($open > 0) {
			$items[] = new WidgetItem($language === 'de' ? ($open === 1 ? '1 offene Anfrage' : "$open offene Anfragen") : ($open === 1 ? '1 open request' : "$open open requests"),
				$language === 'de' ? 'Bitte bestätigen oder ablehnen' : 'Please approve or reject', $home, $icon);
		}
		$rows = array_slice($this->rows($ids, $practice), 0, max(0, $limit - count($items)));
		$objects = $this->objects->byIds(array_map(static fn (StateRow $row): int => $row->objectId, $rows));
		foreach ($rows as $row) {
			$calendar = isset($objects[$row->objectId]) ? Objects::parse($objects[$row->objectId]['data']) : null;
			$appointment = $calendar === null ? null : AppointmentReader::read($calendar, $practice);
			$config = $this->calendars->all()[$row->calendarId] ?? null;
			if ($appointment !== null && $config !== null) {
				$at = (new \DateTimeImmutable("@$row->start"))->setTimezone($practice->timeZone())->format('H:i');
				$type = $practice->type($row->typeCode)->label[$language] ?? '';
				$items[] = new WidgetItem("$at " . $appointment->field('patientName'), implode(' · ', array_filter([$type, $config->doctor])),
					$home . 'appointment/' . rawurlencode($config->id) . '/' . rawurlencode($row->uri), $icon, (string)$row->start);
			}
		}
		return $items;
	}

	/**
	 * @param list<int> $calendarIds
	 * @return list<StateRow> approved appointments that end later today, by start
	 */
	private function rows(array $calendarIds, Practice $practice): array {
		$now = $this->time->getTime();
		$tomorrow = (new \DateTimeImmutable("@$now"))->setTimezone($practice->timeZone())->modify('tomorrow')->getTimestamp();
		$rows = [];
		foreach ($calendarIds as $id) {
			array_push($rows, ...array_filter($this->states->between($id, $now, $tomorrow), static fn (StateRow $row): bool => $row->status === 'CONFIRMED'));
		}
		usort($rows, static fn (StateRow $a, StateRow $b): int => $a->start <=> $b->start);
		return $rows;
	}
}
