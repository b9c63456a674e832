<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\DAV\CalDAV\CalDavBackend;
use OCA\DAV\CalDAV\Calendar;
use OCA\DAV\CalDAV\CalendarObject;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\Location;
use OCA\Sprechstunde\Practice\TransactionLost;
use OCA\Sprechstunde\Record\Objects;
use Sabre\DAV\IFile;
use Sabre\DAV\Server;
use Sabre\DAV\Tree;
use Sprechstunde\Core\IssuesException;
use function Sabre\Uri\split;

/** MOVE and COPY of an object into a practice calendar: Sabre tells nobody what they write, so it is judged before, and completed after. */
final class Relocation {
	private ?Location $target = null;
	private ?string $amended = null;

	public function __construct(
		private AppointmentGuard $guard,
		private CalendarIds $ids,
		private CalDavBackend $backend,
		private TrashedTwin $trash,
	) {
	}

	/**
	 * @param bool $known the object comes from a practice calendar, where it was judged before
	 * @throws IssuesException
	 */
	public function judge(CurrentWrite $write, Location $target, Tree $tree, string $sourcePath, bool $known): void {
		$this->target = null;
		if ($target->object === null || !$tree->nodeExists($sourcePath)) {
			return;
		}
		$node = $tree->getNodeForPath($sourcePath);
		if (!$node instanceof IFile) {
			return;
		}
		$content = $node->get();
		$data = is_resource($content) ? (string)stream_get_contents($content) : (string)$content;
		$this->amended = $this->guard->judge(new CurrentWrite($write->method, $write->user, $write->role, $target), $data, $known ? $data : null);
		$this->target = $target;
	}

	/**
	 * Moves an object from calendar to calendar, as Sabre does but for two things: a UID that is there already is a clear answer, and where a
	 * calendar doesn't take the object, nothing is copied: of a connection that was lost Nextcloud's calendars say no more than that, and what is
	 * written after that is outside of the transaction.
	 *
	 * @return bool whether it is done; anything else is Sabre's
	 * @throws IssuesException UID_EXISTS
	 * @throws TransactionLost
	 */
	public function move(Server $server, string $path, string $destination): bool {
		[[$from], [$into, $name]] = [split($path), split($destination)];
		$node = $server->tree->getNodeForPath($path);
		$calendar = $server->tree->getNodeForPath((string)$into);
		if ($from === $into || !$node instanceof CalendarObject || !$calendar instanceof Calendar) {
			return false;
		}
		$isReplaced = $server->tree->nodeExists($destination);
		if ($isReplaced) {
			$server->tree->delete($destination);
			$server->emit('afterUnbind', [$destination]);
		}
		$this->makeWay($node, $calendar, (string)$name);
		if (!$calendar->moveInto($name, $path, $node)) {
			throw new TransactionLost('The calendar did not take the object');
		}
		$server->tree->markDirty((string)$from);
		$server->tree->markDirty((string)$into);
		$server->emit('afterMove', [$path, $destination]);
		$server->emit('afterUnbind', [$path]);
		$server->emit('afterBind', [$destination]);
		return self::answer($server, $isReplaced);
	}

	/**
	 * Copies an object into a calendar, as Sabre does, but that a UID that is there already is a clear answer.
	 *
	 * @return bool whether it is done; anything else is Sabre's
	 * @throws IssuesException UID_EXISTS
	 */
	public function copy(Server $server, string $path, string $destination): bool {
		[$into, $name] = split($destination);
		$node = $server->tree->getNodeForPath($path);
		$calendar = $server->tree->getNodeForPath((string)$into);
		if (!$node instanceof CalendarObject || !$calendar instanceof Calendar || $path === $destination) {
			return false;
		}
		$isReplaced = $server->tree->nodeExists($destination);
		if ($isReplaced) {
			if (!$server->emit('beforeUnbind', [$destination])) {
				return true;
			}
			$server->tree->delete($destination);
		}
		$this->makeWay($node, $calendar, (string)$name);
		$server->tree->copy($path, $destination);
		$server->emit('afterCopy', [$path, $destination]);
		$server->emit('afterBind', [$destination]);
		return self::answer($server, $isReplaced);
	}

	/** After the object arrived: place and room of its new calendar, and whatever else the guard completed. */
	public function complete(): void {
		$target = $this->target;
		$this->target = null;
		if ($target !== null && $this->amended !== null) {
			$id = $this->ids->of($target->calendar);
			if ($id !== null && $this->backend->getCalendarObject($id, (string)$target->object) !== null) {
				$this->backend->updateCalendarObject($id, (string)$target->object, $this->amended);
			}
		}
	}

	private function makeWay(CalendarObject $node, Calendar $calendar, string $name): void {
		$this->trash->giveWay($calendar->getResourceId(), $name, TrashedTwin::uidOf(Objects::parse($node->get())), true);
	}

	private static function answer(Server $server, bool $isReplaced): bool {
		$server->httpResponse->setHeader('Content-Length', '0');
		$server->httpResponse->setStatus($isReplaced ? 204 : 201);
		return true;
	}
}
