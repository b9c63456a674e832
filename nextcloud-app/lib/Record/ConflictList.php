<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Record;

use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticePaths;
use OCP\IUserManager;
use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;

/** Conflicts and the versions that they left, as the team's page shows them. */
final class ConflictList {
	private const LIMIT = 200;

	public function __construct(
		private Versions $versions,
		private Objects $objects,
		private CalendarIds $calendars,
		private PracticePaths $paths,
		private IUserManager $users,
	) {
	}

	/**
	 * @param string $userId account that asks: addresses are as it reaches them
	 * @return list<array<string, mixed>> the newest first
	 */
	public function of(Practice $practice, string $userId): array {
		$all = $this->versions->overwritten(array_keys($this->calendars->all()), self::LIMIT);
		$objects = $this->objects->byIds(array_values(array_unique(array_map(static fn (Version $one): int => $one->objectId, $all))));
		$conflicts = [];
		foreach ($all as $lost) {
			$object = $objects[$lost->objectId] ?? null;
			$config = $this->calendars->all()[$object['calendarId'] ?? $lost->calendarId] ?? null;
			if ($config === null) {
				continue;
			}
			$winner = $this->versions->winnerOver($lost);
			$calendar = Objects::parse($lost->data);
			$conflicts[] = [
				'id' => $lost->id, 'winner' => $winner?->id, 'calendar' => $config->id,
				'summary' => self::title($calendar === null ? null : AppointmentReader::read($calendar, $practice)),
				'at' => Interval::iso($lost->overwrittenAt), 'settledAt' => $lost->settledAt === 0 ? null : Interval::iso($lost->settledAt),
				'href' => $object === null || $object['deleted'] ? null : $this->paths->addressFor($config, $userId) . rawurlencode($object['uri']),
			];
		}
		return $conflicts;
	}

	/** Whose appointment it is: a title as Nextcloud's calendar shows it has the type in it, in the practice's language. */
	private static function title(?Appointment $appointment): string {
		$name = $appointment?->field('patientName') ?? '';
		return $name === '' ? $appointment->rawSummary ?? '' : $name;
	}

	/**
	 * @return array<string, mixed> with what it holds, decrypted
	 * @throws IssuesException NOT_FOUND also where its calendar is no longer the practice's
	 */
	public function version(string $id): array {
		$version = $this->find($id);
		return [
			'id' => $version->id, 'by' => $this->name($version->actor), 'role' => $version->role === '' ? null : $version->role,
			'writtenAt' => Interval::iso($version->writtenAt), 'ics' => $version->data,
		];
	}

	/** @throws IssuesException NOT_FOUND */
	public function find(string $id): Version {
		$version = preg_match('/^\d{1,18}$/D', $id) === 1 ? $this->versions->find((int)$id) : null;
		if ($version === null || !isset($this->calendars->all()[$version->calendarId])) {
			throw new IssuesException([new Issue('NOT_FOUND', 'version')]);
		}
		return $version;
	}

	private function name(string $account): string {
		return $account === '' ? '' : $this->users->getDisplayName($account) ?? $account;
	}
}
