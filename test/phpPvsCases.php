<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sprechstunde\Core\AppointmentReader;
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\Pvs\FieldMap;
use Sprechstunde\Core\Pvs\MapContext;
use Sprechstunde\Core\Pvs\MapIn;
use Sprechstunde\Core\Pvs\MapOut;
use Sprechstunde\Core\Pvs\Profiles;
use Sprechstunde\Core\Pvs\ReadWritten;
use Sprechstunde\Core\Pvs\Repairs;

/** The section `pvs`. */
trait PvsCases {
	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runPvs(array $input, array $expected): void {
		$practice = CaseFiles::practice($input);
		$profile = Profiles::of($input['profile'] ?? 'generic');
		$object = CaseFiles::calendar($input['source'], 'pvs');
		$previous = isset($input['previous']) ? CaseFiles::calendar($input['previous'], 'pvs') : null;
		$before = $object->serialize();
		$map = $input['map'] ?? $profile['fieldMap'] ?? ['title' => '', 'place' => '', 'text' => [], 'categories' => 'codes'];
		$context = new MapContext(FieldMap::fromArray($map), array_column($input['names'] ?? [], 'name', 'code'), $practice, $practice->calendar($input['calendar'] ?? 'dr-mueller') ?? self::fail('no calendar'));
		$result = match ($input['operation']) {
			'out' => MapOut::show($object, $context),
			'in' => MapIn::read($object, $previous, $context, new \DateTimeImmutable($input['now'])),
			'repair' => Repairs::apply($object, $previous, $input['repairs'] ?? $profile['repairs'], $practice),
			'written' => ReadWritten::read($object, $previous, $profile['repairs'], $profile['fieldMap'] === null ? null : $context, $practice, new \DateTimeImmutable($input['now'])),
			default => self::fail("unknown operation {$input['operation']}"),
		};
		self::assertSame($before, $object->serialize(), 'the input is left alone');
		if (isset($expected['same'])) {
			self::assertSame($expected['same'], $result->serialize() === $before, 'left as it is');
		}
		EventCheck::object(CalendarParser::parse($result->serialize()), array_intersect_key($expected, ['properties' => 1, 'absent' => 1]));
		if (isset($expected['alarms'])) {
			self::assertCount($expected['alarms'], AppointmentReader::master($result)?->select('VALARM') ?? []);
		}
	}
}
