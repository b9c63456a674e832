<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\DAV\CalDAV\Integration\ExternalCalendar;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\AppointmentStates;
use OCA\Sprechstunde\Record\Objects;
use OCA\Sprechstunde\Record\StateRow;
use Sabre\CalDAV\CalendarQueryValidator;
use Sabre\CalDAV\Xml\Property\SupportedCalendarComponentSet;
use Sabre\DAV\Exception\Forbidden;
use Sabre\DAV\Exception\NotFound;
use Sabre\DAV\IMultiGet;
use Sabre\DAV\PropPatch;
use Sabre\DAV\Sync\ISyncCollection;
use Sabre\DAV\Xml\Property\Href;
use Sabre\DAVACL\IACL;
use Sprechstunde\Core\CalendarConfig;

/** A practice calendar as a booking account sees it: what it put in, and nothing else. */
final class BookingCalendar extends ExternalCalendar implements IACL, IMultiGet, ISyncCollection {
	use AccountOwned;

	/** @var array<string, ?StateRow> by URI: Sabre asks several times in one request */
	private array $own = [];

	public function __construct(
		string $principal,
		private CalendarConfig $calendar,
		private int $calendarId,
		private CalDavBackend $backend,
		private AppointmentState $state,
		private AppointmentStates $states,
		private Objects $objects,
	) {
		$this->principal = $principal;
		parent::__construct('sprechstunde', $calendar->id);
	}

	/** @param resource|string $data */
	public function createFile($name, $data = null): string {
		$text = is_resource($data) ? (string)stream_get_contents($data) : (string)$data;
		$this->own = [];
		return $this->backend->createCalendarObject($this->calendarId, $name, $text);
	}

	public function getChild($name): BookingObject {
		$row = $this->own($name);
		$found = $row === null ? [] : $this->nodes([$row]);
		return $found[0] ?? throw new NotFound('Calendar object not found');
	}

	/** @return list<BookingObject> */
	public function getChildren(): array {
		return $this->nodes($this->states->ownedBy($this->calendarId, $this->user()));
	}

	public function childExists($name): bool {
		return $this->own($name) !== null;
	}

	/**
	 * @param array<string> $paths
	 * @return list<BookingObject>
	 */
	public function getMultipleChildren(array $paths): array {
		return $this->nodes(array_values(array_filter(
			$this->states->ownedBy($this->calendarId, $this->user()),
			static fn (StateRow $row): bool => in_array($row->uri, $paths, true),
		)));
	}

	/**
	 * @param array<mixed> $filters as Sabre parses a CALDAV:filter (RFC 4791 §9.7)
	 * @return list<string>
	 */
	public function calendarQuery(array $filters): array {
		$validator = new CalendarQueryValidator();
		$found = [];
		foreach ($this->getChildren() as $child) {
			$object = Objects::parse($child->get());
			if ($object !== null && $validator->validate($object, $filters)) {
				$found[] = $child->getName();
			}
		}
		return $found;
	}

	/** The calendar's own token: it says that something changed, never what. */
	public function getSyncToken(): string {
		return (string)($this->backend->getCalendarById($this->calendarId)['{http://sabredav.org/ns}sync-token'] ?? 0);
	}

	/**
	 * @param string $syncToken
	 * @param int $syncLevel
	 * @param ?int $limit
	 * @return array<string, mixed>|null syncToken, added, modified, deleted (URIs)
	 */
	public function getChanges($syncToken, $syncLevel, $limit = null): ?array {
		$changes = $this->backend->getChangesForCalendar((string)$this->calendarId, $syncToken, $syncLevel, $limit);
		if ($changes === null) {
			return null;
		}
		$names = static fn (array $rows): array => array_map(static fn (StateRow $row): string => $row->uri, $rows);
		$own = $names($this->states->ownedBy($this->calendarId, $this->user()));
		$gone = $names($this->states->ownedBy($this->calendarId, $this->user(), true));
		$of = static fn (array $uris, array $mine): array => array_values(array_intersect($uris, $mine));
		return ['added' => $of($changes['added'], $own), 'modified' => $of($changes['modified'], $own), 'deleted' => $of($changes['deleted'], $gone)] + $changes;
	}

	/**
	 * @param array<string> $properties
	 * @return array<string, mixed>
	 */
	public function getProperties($properties): array {
		return [
			'{DAV:}displayname' => $this->calendar->displayName,
			'{http://apple.com/ns/ical/}calendar-color' => $this->calendar->color,
			'{http://calendarserver.org/ns/}getctag' => 'http://sabre.io/ns/sync/' . $this->getSyncToken(),
			'{urn:ietf:params:xml:ns:caldav}supported-calendar-component-set' => new SupportedCalendarComponentSet(['VEVENT']),
			'{DAV:}owner' => new Href($this->principal . '/'),
		];
	}

	public function propPatch(PropPatch $propPatch): void {
	}

	public function delete(): void {
		throw new Forbidden('This calendar can not be deleted');
	}

	public function getLastModified(): ?int {
		return null;
	}

	/** @return list<array{privilege: string, principal: string, protected: true}> */
	public function getACL(): array {
		return $this->grant('{DAV:}read', '{DAV:}bind');
	}

	/** Nextcloud's scheduling plugin asks every calendar. */
	public function isShared(): bool {
		return false;
	}

	/** Likewise. */
	public function getPrincipalURI(): string {
		return $this->principal;
	}

	/** What is known of an object that the account itself created; null for all others. */
	private function own(string $uri): ?StateRow {
		if (!array_key_exists($uri, $this->own)) {
			$row = $this->state->findByUri($this->calendarId, $uri);
			$this->own[$uri] = $row !== null && $row->owner === $this->user() ? $row : null;
		}
		return $this->own[$uri];
	}

	private function user(): string {
		return substr($this->principal, strlen('principals/users/'));
	}

	/**
	 * @param list<StateRow> $rows
	 * @return list<BookingObject>
	 */
	private function nodes(array $rows): array {
		$found = $this->objects->byIds(array_map(static fn (StateRow $row): int => $row->objectId, $rows));
		$nodes = [];
		foreach ($rows as $row) {
			$object = $found[$row->objectId] ?? null;
			// an object that staff moved into another calendar is no longer here
			if ($object !== null && !$object['deleted'] && $object['calendarId'] === $this->calendarId) {
				$nodes[] = new BookingObject($this->principal, $object['uri'], $object['etag'], $object['data'], $row->changedAt);
			}
		}
		return $nodes;
	}
}
