<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\Sprechstunde\Index\CalendarLock;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\AppFramework\Utility\ITimeFactory;
use Sabre\VObject\Component\VCalendar;
use Sabre\VObject\Component\VEvent;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\EventProperties;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\StatusChange;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;

/** Puts a kept version back, as a new revision and by the rules that hold for any write of an admin; what it replaces is kept in turn. */
final class Restore {
	public function __construct(
		private Versions $versions,
		private ActivityLog $log,
		private PracticeStore $store,
		private CalendarIds $calendars,
		private CalendarLock $lock,
		private WritePass $pass,
		private Objects $objects,
		private AppointmentState $states,
		private CalDavBackend $backend,
		private ITimeFactory $time,
	) {
	}

	/**
	 * @param string $actor who asks, for the log
	 * @throws IssuesException NOT_FOUND, CALENDAR_UNKNOWN, STALE (it is being moved), or what the guard has against it; nothing is changed then
	 */
	public function run(int $versionId, string $actor): void {
		$version = $this->versions->find($versionId) ?? throw new IssuesException([new Issue('NOT_FOUND', 'version')]);
		$practice = $this->store->get() ?? throw new IssuesException([new Issue('CONFIGURATION_MISSING')]);
		$writer = new Writer($actor, Role::Admin);
		$calendarId = $this->calendarOf($version);
		$config = $this->calendars->all()[$calendarId] ?? throw new IssuesException([new Issue('CALENDAR_UNKNOWN', 'calendar')]);
		$this->lock->alone([$calendarId], function () use ($version, $practice, $writer, $calendarId, $config): void {
			if ($this->calendarOf($version) !== $calendarId) {
				throw new IssuesException([new Issue('STALE')]);
			}
			$this->pass->during($writer, fn () => $this->put($version, $calendarId, $config, $practice, $writer));
		});
	}

	/** It may have moved to another calendar since. */
	private function calendarOf(Version $version): int {
		return $this->objects->byIds([$version->objectId])[$version->objectId]['calendarId'] ?? $version->calendarId;
	}

	private function put(Version $version, int $calendarId, CalendarConfig $config, Practice $practice, Writer $writer): void {
		$uri = $this->bringBack($version, $calendarId);
		$stored = $uri === null ? null : $this->backend->getCalendarObject($calendarId, $uri);
		$current = $stored === null ? null : Objects::text($stored['calendardata']);
		$previous = $current === null ? null : Objects::parse($current);
		$next = Objects::parse($version->data) ?? throw new IssuesException([new Issue('OBJECT_MALFORMED')]);
		self::raiseSequence($next, $previous);
		$data = WriteGuard::judge(new WriteRequest(
			role: $writer->role,
			operation: $previous === null ? 'create' : 'update',
			next: $next,
			previous: $previous,
			practice: $practice,
			calendarId: $config->id,
			now: $this->time->now(),
			objectUri: $uri ?? $version->uri,
			// whatever the version's status was: it goes back to it, however late
			previousStatusChange: $previous === null ? null : new StatusChange(self::status($next), self::status($previous), 0),
		))->accepted()->serialize();
		$kept = [];
		if ($uri !== null && $current !== null) {
			$kept = ['replaced' => $this->keep($version->objectId, $calendarId, $uri, (string)($stored['etag'] ?? ''), $current)];
			$this->pass->replace($current, $previous);
			$this->backend->updateCalendarObject($calendarId, $uri, $data);
		} else {
			$this->backend->createCalendarObject($calendarId, $version->uri, $data);
		}
		$this->log->note('SUCCESS', 'VERSION_RESTORED', $writer, $version->objectId, $calendarId, self::uid($next), ['version' => $version->id] + $kept);
	}

	/** @return ?string the object's URI, out of the trash where it lay there; null: it is gone for good */
	private function bringBack(Version $version, int $calendarId): ?string {
		$object = $this->objects->byIds([$version->objectId])[$version->objectId] ?? null;
		if ($object !== null && $object['deleted']) {
			$this->backend->restoreCalendarObject(['id' => $object['id'], 'uri' => $object['uri'], 'calendarid' => $calendarId]);
			$object = $this->objects->byIds([$version->objectId])[$version->objectId] ?? null;
		}
		// deleted for good, then put there again by somebody
		return $object['uri'] ?? ($this->objects->idOf($calendarId, $version->uri) === null ? null : $version->uri);
	}

	private function keep(int $objectId, int $calendarId, string $uri, string $etag, string $data): int {
		$state = $this->states->find($objectId);
		return $this->versions->add(new Version($objectId, $calendarId, $uri, $etag, $data, $state->actor ?? '', '', $state->changedAt ?? 0, $this->time->getTime(), false));
	}

	/** The patient's calendar takes only what is newer (RFC 5545 §3.8.7.4). */
	private static function raiseSequence(VCalendar $next, ?VCalendar $previous): void {
		$own = EventProperties::events($next);
		$all = [...$own, ...($previous === null ? [] : EventProperties::events($previous))];
		$highest = max(0, ...array_map(static fn (VEvent $event): int => EventProperties::sequence($event), $all));
		foreach ($own as $event) {
			EventProperties::set($event, 'SEQUENCE', (string)($highest + 1));
		}
	}

	private static function uid(VCalendar $calendar): string {
		$event = AppointmentReader::master($calendar);
		return $event === null ? '' : EventProperties::text($event, 'UID') ?? '';
	}

	private static function status(VCalendar $calendar): string {
		$event = AppointmentReader::master($calendar);
		return strtoupper(trim($event === null ? '' : EventProperties::text($event, 'STATUS') ?? '')) ?: 'CONFIRMED';
	}
}
