<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** The approval workflow, from the contract's transitions. What is not listed there is refused. */
final class ApprovalMachine {
	/**
	 * @param string $from NEW, TENTATIVE, CONFIRMED or CANCELLED
	 * @param string $to TENTATIVE, CONFIRMED or CANCELLED
	 * @param string $approval manual or auto: how the appointment's type is approved
	 * @param ?StatusChange $lastChange the last change of status, where it is known
	 * @return array{name: string, action: string, claimsSlot: bool}|null null: the status does not change
	 * @throws IssuesException UNDO_EXPIRED or TRANSITION_FORBIDDEN
	 */
	public static function decide(string $from, string $to, Role $role, string $approval, ?StatusChange $lastChange = null): ?array {
		if ($from === $to) {
			return null;
		}
		$contract = Contract::load();
		$undoMissed = false;
		foreach ($contract->transitions() as $entry) {
			if ($entry['from'] !== $from || $entry['to'] !== $to || !in_array($role->value, $entry['roles'], true)) {
				continue;
			}
			$when = $entry['when'] ?? null;
			$reverses = $lastChange !== null && $lastChange->from === $to;
			if ($when === null || $when === $approval || ($when === 'undo' && $reverses && $lastChange->secondsAgo <= $contract->undoSeconds())) {
				return ['name' => $entry['name'], 'action' => $entry['action'], 'claimsSlot' => $entry['claimsSlot']];
			}
			$undoMissed = $undoMissed || ($when === 'undo' && $reverses);
		}
		throw new IssuesException([$undoMissed
			? new Issue('UNDO_EXPIRED', 'status', ['seconds' => $contract->undoSeconds(), 'rule' => self::rule($from, $to, $role)])
			: new Issue('TRANSITION_FORBIDDEN', 'status', ['from' => $from, 'to' => $to, 'role' => $role->value, 'rule' => self::rule($from, $to, $role)])]);
	}

	/** The transition that would have led there, had it not been for role, time or type; `unlisted` where the table has none. */
	private static function rule(string $from, string $to, Role $role): string {
		$listed = array_values(array_filter(Contract::load()->transitions(), static fn (array $entry): bool => $entry['from'] === $from && $entry['to'] === $to));
		$own = array_values(array_filter($listed, static fn (array $entry): bool => in_array($role->value, $entry['roles'], true)));
		return ($own[0] ?? $listed[0] ?? null)['name'] ?? 'unlisted';
	}
}
