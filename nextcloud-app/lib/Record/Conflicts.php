<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Outbox\Outbox;

/** What a conflict leaves behind: both versions, an entry in the log, and an alert to the practice's admins. Runs within the transaction of the write. */
final class Conflicts {
	public function __construct(
		private Versions $versions,
		private ActivityLog $log,
		private Outbox $outbox,
	) {
	}

	/**
	 * @param StateRow $before whose change was overwritten
	 * @param ?StateRow $after what holds; null: it was deleted
	 * @param ?string $lost iCalendar that was overwritten; null where it came by a way that doesn't show it
	 * @param ?string $held iCalendar that holds; null: it was deleted
	 */
	public function raise(StateRow $before, ?StateRow $after, ?string $lost, ?string $held, Writer $writer, int $now): void {
		$ids = [];
		if ($lost !== null) {
			$changes = RecentChanges::read($before->recent, $now);
			$role = $changes === [] ? '' : $changes[count($changes) - 1]->role->value;
			$ids['overwritten'] = $this->versions->add(new Version($before->objectId, $before->calendarId, $before->uri, $before->etag, $lost, $before->actor, $role, $before->changedAt, $now, true));
		}
		if ($after !== null && $held !== null) {
			$ids['holds'] = $this->versions->add(new Version($after->objectId, $after->calendarId, $after->uri, $after->etag, $held, $writer->name, $writer->role->value ?? '', $now, 0, true));
		}
		$this->log->note('WARNING', 'CONFLICT', $writer, $before->objectId, $before->calendarId, $before->uid, $ids);
		$this->outbox->alert($after ?? $before, $now);
	}
}
