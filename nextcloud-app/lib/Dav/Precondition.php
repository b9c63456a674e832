<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Record\AppointmentState;
use OCA\Sprechstunde\Record\RecentChanges;
use OCP\AppFramework\Utility\ITimeFactory;
use Sabre\DAV\IFile;
use Sabre\DAV\Server;
use Sabre\HTTP\RequestInterface;
use Sprechstunde\Core\ConflictRules;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\RecentChange;
use Sprechstunde\Core\Role;

/** Takes the condition off a write of the PVS that names a version only website or patients have replaced, and just now; Sabre judges all other conditions. */
final class Precondition {
	public function __construct(
		private CalendarIds $ids,
		private AppointmentState $state,
		private ITimeFactory $time,
	) {
	}

	/**
	 * Under the lock, before Sabre looks at the conditions.
	 *
	 * @return bool whether a condition was taken off: the PVS can't have seen what it overwrites
	 */
	public function relax(CurrentWrite $write, Server $server): bool {
		$request = $server->httpRequest;
		if ($write->role !== Role::Pvs || $write->location->object === null || !in_array($write->method, ['PUT', 'DELETE'], true)) {
			return false;
		}
		$header = $request->getHeader('If-Match') !== null ? 'If-Match' : 'If';
		$etags = $header === 'If-Match' ? $request->getHeader('If-Match') : self::etagsOfIf($server, $request);
		if ($etags === null || !$server->tree->nodeExists($request->getPath())) {
			return false;
		}
		// what is read here stays in the tree: the rights and conditions that are checked next need it too
		$node = $server->tree->getNodeForPath($request->getPath());
		$etag = $node instanceof IFile ? (string)$node->getETag() : '';
		if (self::waives($write->role, $etags, $etag, []) !== null) {
			return false;
		}
		$id = $this->ids->of($write->location->calendar);
		$known = $id === null ? null : $this->state->findByUri($id, $write->location->object);
		$recent = $known === null ? [] : RecentChanges::read($known->recent, $this->time->getTime());
		if (self::waives($write->role, $etags, $etag, $recent) !== true) {
			return false;
		}
		$request->removeHeader($header);
		return true;
	}

	/**
	 * @param list<RecentChange> $recent
	 * @return ?bool null: refused
	 */
	private static function waives(Role $role, string $etags, string $etag, array $recent): ?bool {
		try {
			return ConflictRules::waivesIfMatch($role, $etags, $etag, $recent);
		} catch (IssuesException) {
			return null;
		}
	}

	/** The ETags of an If header (RFC 4918 §10.4) that says nothing but which versions of this one object it is for; null: another, or none. */
	private static function etagsOfIf(Server $server, RequestInterface $request): ?string {
		if ($request->getHeader('If') === null) {
			return null;
		}
		$etags = [];
		foreach ($server->getIfConditions($request) as $condition) {
			foreach ($condition['tokens'] as $token) {
				if ($token['negate'] || $token['token'] || !$token['etag'] || trim($condition['uri'], '/') !== trim($request->getPath(), '/')) {
					return null;
				}
				$etags[] = $token['etag'];
			}
		}
		return $etags === [] ? null : implode(',', $etags);
	}
}
