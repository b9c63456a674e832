<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sprechstunde\Core\Appointment;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Xconcept\EventReader;
use Sprechstunde\Core\Xconcept\RemoteEvent;
use Sprechstunde\Core\Xconcept\RequestBody;

/** The section `xconcept`. */
trait XconceptCases {
	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runXconcept(array $input, array $expected): void {
		$practice = CaseFiles::practice($input);
		$usual = Contract::load()->pvs()['rest'];
		if ($input['operation'] === 'send') {
			$one = $input['appointment'];
			$time = Interval::ofIso($one['start'], $one['end']);
			$appointment = new Appointment($one['fields'], null, null, $one['status'], [], '', $one['uid'], 0, '');
			$calendar = $practice->calendar($input['calendar'] ?? 'dr-mueller') ?? self::fail('no calendar');
			self::assertSame($expected['body'], RequestBody::of($appointment, $time, $calendar, $practice, $input['fields'] ?? $usual['fields']));
		} elseif ($input['operation'] === 'answer') {
			self::assertSame($expected['id'], RequestBody::idIn($input['answer'], $input['name'] ?? $usual['answerId']));
		} elseif ($input['operation'] === 'order') {
			$at = static fn (array $part): ?int => isset($part['occurredAt']) ? 1000 * (new \DateTimeImmutable($part['occurredAt']))->getTimestamp() : null;
			$event = new RemoteEvent('appointment.updated', null, null, $input['event']['revision'] ?? null, $at($input['event']), null, null, null);
			self::assertSame($expected['outdated'], $event->isOutdated($input['seen']['revision'] ?? null, $at($input['seen'])));
		} else {
			self::assertSame('event', $input['operation']);
			$this->runRemoteEvent($input['event'], $expected, $practice->timeZone());
		}
	}

	/** @param array<string, mixed> $expected */
	private function runRemoteEvent(mixed $event, array $expected, \DateTimeZone $zone): void {
		try {
			$found = EventReader::read($event, $zone);
		} catch (IssuesException $refusal) {
			self::sameIssues($expected['issues'] ?? [], $refusal->issues);
			return;
		}
		self::assertArrayHasKey('event', $expected);
		$shown = ['start' => $found->start === null ? null : Interval::iso($found->start), 'occurredAt' => $found->occurredAt === null ? null : Interval::iso(intdiv($found->occurredAt, 1000))];
		self::assertEquals($expected['event'] + array_fill_keys(['remoteId', 'uid', 'revision', 'occurredAt', 'start', 'durationMinutes', 'status'], null), $shown + get_object_vars($found));
	}
}
