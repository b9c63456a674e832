<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Diagnostics;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Delivery\TargetFigures;
use OCA\Sprechstunde\Delivery\TargetNames;
use OCA\Sprechstunde\Index\IndexCheck;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Provisioning\CalendarSetup;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\Objects;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IAppConfig;
use OCP\IDBConnection;
use OCP\IURLGenerator;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Practice;

/** All that this server knows about why a practice program may not synchronise; the shape is `Facts` of the core, instants in epoch seconds. */
final class ServerFacts {
	public function __construct(
		private AddressProbe $probe,
		private ProgramFacts $programs,
		private CalendarIds $ids,
		private IndexCheck $index,
		private AppointmentState $states,
		private Objects $objects,
		private CalDavBackend $backend,
		private IAppConfig $config,
		private IDBConnection $db,
		private IURLGenerator $urls,
		private ITimeFactory $time,
		private TargetFigures $figures,
		private CalendarSetup $calendars,
	) {
	}

	/**
	 * @param ?string $uid of an appointment that is missed in the practice program
	 * @return array<string, mixed>
	 */
	public function gather(Practice $practice, ?string $uid = null): array {
		$accounts = $this->programs->of($practice);
		$ranAt = $this->config->getValueInt('core', 'lastcron');
		$found = $this->ids->all();
		$missing = array_values(array_filter($practice->calendars(), static fn (CalendarConfig $calendar): bool => !in_array($calendar, $found, true)));
		$trashed = array_values(array_filter($missing, $this->calendars->isTrashed(...)));
		$website = self::origin($practice->website()['manageUrl'] ?? '');
		$facts = [
			'now' => $this->time->getTime(),
			'interval' => $practice->syncIntervalMinutes(),
			'addresses' => [$this->probe->reach($this->urls->getAbsoluteURL('/remote.php/dav/')), ...($website === '' ? [] : [['isWebsite' => true] + $this->probe->reach("$website/caldav/")])],
			'accounts' => $accounts,
			'missingCalendars' => array_values(array_diff(array_column($missing, 'id'), array_column($trashed, 'id'))),
			'trashedCalendars' => array_column($trashed, 'id'),
			'deliveries' => $this->deliveries($practice),
			'indexDifferences' => count($this->index->run()['differences']),
			'jobsRanAt' => $ranAt === 0 ? null : $ranAt,
		];
		return $facts
			+ ($website === '' ? [] : ['wellKnown' => $this->probe->reach("$website/.well-known/caldav")])
			+ ($uid === null ? [] : ['object' => $this->object($accounts, $uid)]);
	}

	/** @return list<array{name: string, waiting: int, waitingSince: ?int, dead: int}> of programs that are told at all */
	private function deliveries(Practice $practice): array {
		$names = TargetNames::of($practice, true);
		$figures = array_intersect_key($this->figures->all(), $names);
		return array_values(array_map(
			static fn (string $target, array $one): array => ['name' => $names[$target], 'waiting' => $one['waiting'], 'waitingSince' => $one['waitingSince'], 'dead' => $one['dead']],
			array_keys($figures), $figures,
		));
	}

	/**
	 * @param list<array{user: string, exists: bool}> $accounts of practice programs
	 * @return array{state: string, changedAt: ?int, readableBy: list<string>, calendar?: string}
	 */
	private function object(array $accounts, string $uid): array {
		$query = $this->db->getQueryBuilder();
		$query->select('object_id', 'calendar_id')->from('sprechstunde_state')->where($query->expr()->eq('uid', $query->createNamedParameter($uid)))->orderBy('deleted_at')->addOrderBy('changed_at', 'DESC');
		$result = $query->executeQuery();
		$row = $result->fetch();
		$result->closeCursor();
		$id = is_array($row) ? (int)$row['object_id'] : 0;
		$stored = $this->objects->byIds([$id])[$id] ?? null;
		$calendar = $stored === null ? null : $this->ids->all()[$stored['calendarId']] ?? null;
		if ($stored === null || $calendar === null) {
			return ['state' => 'gone', 'changedAt' => null, 'readableBy' => []];
		}
		$readers = array_filter($accounts, fn (array $account): bool => $account['exists'] && in_array("{$calendar->uri}_shared_by_$calendar->owner", array_column($this->backend->getCalendarsForUser("principals/users/{$account['user']}"), 'uri'), true));
		return ['state' => $stored['deleted'] ? 'trashed' : 'present', 'changedAt' => $this->states->find($id)?->changedAt, 'readableBy' => array_values(array_column($readers, 'user')), 'calendar' => $calendar->id];
	}

	/** Scheme, host and port of an address; '' where there are none. */
	private static function origin(string $url): string {
		return preg_match('/^https?:\/\/[^\/?#]+/i', $url, $match) === 1 ? $match[0] : '';
	}
}
