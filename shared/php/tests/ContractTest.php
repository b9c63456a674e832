<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Tests;

use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Role;

final class ContractTest extends TestCase {
	public function testRolesAreThoseOfTheEnum(): void {
		self::assertSame(array_map(static fn (Role $role): string => $role->value, Role::cases()), array_keys(array_replace(array_flip(array_map(static fn (Role $role): string => $role->value, Role::cases())), Contract::load()->roleMatrix())));
		self::assertCount(count(Role::cases()), Contract::load()->roleMatrix());
	}

	public function testFieldsAreFoundByNameAndByProperty(): void {
		self::assertSame('X-PATIENT-NAME', Contract::load()->field('patientName')->property);
		self::assertSame('insurance', Contract::load()->fieldByProperty('x-insurance-type')?->name);
		self::assertNull(Contract::load()->fieldByProperty('SUMMARY'));
		$this->expectException(\LogicException::class);
		Contract::load()->field('nonsense');
	}

	public function testAnIssueSpeaksBothLanguages(): void {
		$issue = new Issue('FIELD_FORMAT', 'birthDate');
		self::assertSame('„Geburtsdatum“ hat nicht die erwartete Form (JJJJ-MM-TT).', $issue->text());
		self::assertSame('“Birth date” does not have the expected form (YYYY-MM-DD).', $issue->text('en'));
		self::assertSame(400, $issue->status());
		self::assertSame('Bitte buchen Sie mindestens 120 Minuten im Voraus.', (new Issue('NOTICE_TOO_SHORT', 'start', ['minutes' => 120]))->text('fr'));
		self::assertSame(['code' => 'SLOT_TAKEN', 'path' => 'start'], (new Issue('SLOT_TAKEN', 'start'))->data());
	}

	public function testAnExceptionCarriesTheStatusOfItsFirstIssueAndNoData(): void {
		$refusal = new IssuesException([new Issue('SLOT_TAKEN', 'start'), new Issue('REFERENCE_UNKNOWN', '/x', ['value' => 'geheim'])]);
		self::assertSame(409, $refusal->status());
		self::assertSame('SLOT_TAKEN, REFERENCE_UNKNOWN', $refusal->getMessage());
	}

	public function testEveryZoneIsOnePhpKnowsAndHasRules(): void {
		$schema = Contract::load()->schema('practice');
		/** @var list<string> $zones */
		$zones = $schema['properties']['practice']['properties']['timeZone']['enum'] ?? [];
		self::assertNotSame([], $zones);
		foreach ($zones as $zone) {
			self::assertSame($zone, (new \DateTimeZone($zone))->getName());
			self::assertSame('vtimezone', Contract::load()->zone($zone)[0]);
		}
	}
}
