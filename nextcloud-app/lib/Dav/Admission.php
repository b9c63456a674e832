<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use OCA\Sprechstunde\Practice\Location;
use OCA\Sprechstunde\Practice\PracticePaths;
use Sabre\DAV\Tree;
use Sabre\HTTP\RequestInterface;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Role;

/** Whether a write may come as far as its object: by method, role, addresses, type and size. */
final class Admission {
	public function __construct(
		private AppointmentGuard $guard,
		private Relocation $relocation,
		private PracticePaths $paths,
	) {
	}

	/**
	 * @param ?Location $target where a MOVE or COPY leads; null: out of the practice's calendars
	 * @throws IssuesException
	 * @throws Refusal
	 */
	public function check(CurrentWrite $write, RequestInterface $request, ?Location $target, Tree $tree): void {
		if ($write->location->object === null) {
			// the calendar itself: a sharee who deletes it loses it, its owner deletes it for all
			$this->guard->allow($write, 'configure');
			return;
		}
		match ($write->method) {
			'DELETE' => $this->remove($write, $request->getPath(), $tree),
			'MOVE', 'COPY' => $this->relocate($write, $request->getPath(), $target, $tree),
			default => $this->put($write, $request),
		};
	}

	private function relocate(CurrentWrite $write, string $path, ?Location $target, Tree $tree): void {
		$source = $this->paths->locate($path);
		$this->guard->allow($write, 'move');
		if ($target !== null && $target->object === null) {
			// what lies at the destination is deleted first (RFC 4918 §9.9.3): here a whole calendar
			$this->guard->allow($write, 'configure');
		}
		if ($source === null) {
			$this->guard->allow($write, 'create');
		} elseif ($target === null && $write->method === 'MOVE') {
			// out of the practice's calendars: gone for everybody else
			$this->guard->allow($write, 'delete');
		}
		if ($source !== null && $write->method === 'MOVE') {
			$this->guard->allowRemoval($write, $source, $path, $tree);
		}
		if ($target !== null && $write->role !== Role::Booking) {
			$this->relocation->judge($write, $target, $tree, $path, $source !== null);
		}
	}

	private function remove(CurrentWrite $write, string $path, Tree $tree): void {
		$this->guard->allow($write, 'delete');
		$this->guard->allowRemoval($write, $write->location, $path, $tree);
	}

	private function put(CurrentWrite $write, RequestInterface $request): void {
		if ($write->role === null) {
			$this->guard->allow($write, 'create');
		}
		$type = strtolower(trim(explode(';', $request->getHeader('Content-Type') ?? '')[0]));
		if ($write->role === Role::Booking && !in_array($type, ['text/calendar', 'application/calendar+json'], true)) {
			throw Refusal::because('CONTENT_TYPE_UNSUPPORTED');
		}
		$limit = Contract::load()->limits()['objectBytes'];
		if ((int)($request->getHeader('Content-Length') ?? 0) > $limit) {
			throw Refusal::because('OBJECT_TOO_LARGE', null, max: $limit);
		}
	}
}
