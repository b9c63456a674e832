<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\WordPress\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Booking\Directory;
use Sprechstunde\WordPress\Booking\OwnAppointment;
use Sprechstunde\WordPress\Relay\Answer;
use Sprechstunde\WordPress\Relay\Connection;
use Sprechstunde\WordPress\Relay\OcsClient;
use Sprechstunde\WordPress\Relay\TransportFailure;
use Sprechstunde\WordPress\Security\CredentialStore;
use Sprechstunde\WordPress\Settings\Settings;
use Sprechstunde\WordPress\Storage\AnswerCache;

final class OwnAppointmentTest extends TestCase {
	private const TOKEN = 'AAECAwQFBgcICQoLDA0ODw';
	private const WISH = ['token' => self::TOKEN, 'birthDate' => '1961-04-12', 'etag' => '"abc"', 'start' => '2026-12-01T09:00:00Z', 'end' => '2026-12-01T09:30:00Z'];
	private const OWN = ['calendar' => 'dr-mueller', 'status' => 'CONFIRMED', 'start' => '2026-12-01T08:00:00Z', 'end' => '2026-12-01T08:30:00Z', 'etag' => '"abc"'];

	private FakeServer $server;
	private OwnAppointment $appointments;

	protected function setUp(): void {
		$GLOBALS['options'] = [];
		$this->server = new FakeServer();
		$this->appointments = new OwnAppointment(self::directory($this->server), self::client($this->server));
	}

	public function testTokenAndBirthDateTravelInTheBodyAndNothingElseDoes(): void {
		foreach (OwnAppointment::FIELDS as $action => $names) {
			$this->server->next = ["POST /patient/$action" => self::ocs(200, self::OWN)];
			self::assertSame(self::OWN, $this->appointments->ask($action, self::WISH + ['patientName' => 'Erika', 'language' => 'de']));
			$request = array_pop($this->server->requests);
			self::assertNotNull($request);
			self::assertStringEndsWith("/api/v1/patient/$action", $request['path']);
			self::assertStringNotContainsString(self::TOKEN, $request['path'] . implode($request['headers']));
			self::assertEquals(array_intersect_key(self::WISH, array_flip($names)), json_decode($request['body'], true));
		}
	}

	#[DataProvider('malformed')]
	public function testWhatIsNoTextIsRefusedBeforeAnybodyIsAsked(string $name, mixed $value): void {
		$refusal = $this->refusalOf(fn () => $this->appointments->ask('reschedule', [$name => $value] + self::WISH));
		self::assertSame([400, 'REQUEST_MALFORMED', $name], [$refusal->status(), $refusal->issues[0]->code, $refusal->issues[0]->path]);
		self::assertSame([], $this->server->requests);
	}

	/** @return iterable<string, array{string, mixed}> */
	public static function malformed(): iterable {
		foreach (OwnAppointment::FIELDS['reschedule'] as $name) {
			foreach (['none' => null, 'empty' => '', 'a list' => ['x'], 'a number' => 5, 'too long' => str_repeat('x', 256)] as $what => $value) {
				yield "$name: $what" => [$name, $value];
			}
		}
	}

	public function testWhatThePatientCanReadIsPassedOn(): void {
		foreach (['LINK_INVALID' => 403, 'RATE_LIMITED' => 429, 'APPOINTMENT_CANCELLED' => 409, 'DEADLINE_PASSED' => 403, 'SELF_SERVICE_UNAVAILABLE' => 403, 'CHANGED_MEANWHILE' => 409, 'NOTICE_TOO_SHORT' => 400] as $code => $status) {
			$this->server->next = ['POST /patient/cancel' => self::ocs($status, ['issues' => [['code' => $code, 'params' => ['hours' => 24, 'minutes' => 120, 'seconds' => 9, 'phone' => '0123']]]])];
			$refusal = $this->refusalOf(fn () => $this->appointments->ask('cancel', self::WISH));
			self::assertSame([$status, $code], [$refusal->status(), $refusal->issues[0]->code]);
		}
	}

	public function testATakenSlotComesWithAlternatives(): void {
		$free = ['calendar' => 'dr-mueller', 'start' => '2026-12-01T10:00:00Z', 'end' => '2026-12-01T10:30:00Z'];
		$this->server->next = ['POST /patient/reschedule' => self::ocs(409, ['issues' => [['code' => 'SLOT_TAKEN', 'path' => 'start']], 'alternatives' => [$free]])];
		$refusal = $this->refusalOf(fn () => $this->appointments->ask('reschedule', self::WISH));
		self::assertSame([409, 'SLOT_TAKEN', [$free]], [$refusal->status(), $refusal->issues[0]->code, $refusal->alternatives]);
	}

	#[DataProvider('failures')]
	public function testNobodyIsToldMoreThanIsKnown(Answer|TransportFailure $answer, string $change, string $view = 'APPOINTMENT_UNREACHABLE'): void {
		$GLOBALS['options'][Settings::OPTION] = ['phone' => '0123 4567'];
		$this->server->next = ['POST /patient/cancel' => $answer, 'POST /patient/view' => $answer];
		foreach (['cancel' => $change, 'view' => $view] as $action => $code) {
			$refusal = $this->refusalOf(fn () => $this->appointments->ask($action, self::WISH));
			self::assertSame([503, $code], [$refusal->status(), $refusal->issues[0]->code]);
			self::assertStringContainsString('0123 4567', $refusal->issues[0]->text('de'));
		}
	}

	/** @return iterable<string, array{Answer|TransportFailure, string}> */
	public static function failures(): iterable {
		yield 'never sent' => [new TransportFailure('cURL error 7', false), 'APPOINTMENT_UNREACHABLE'];
		yield 'no answer' => [new TransportFailure('cURL error 28', true), 'CHANGE_UNCERTAIN'];
		yield 'a proxy gave up' => [new Answer(504, '<html>'), 'CHANGE_UNCERTAIN'];
		yield 'nobody knows whether it was stored' => [self::ocs(504, ['issues' => [['code' => 'STORAGE_UNCERTAIN']]]), 'CHANGE_UNCERTAIN'];
		yield 'stored nothing' => [self::ocs(503, ['issues' => [['code' => 'STORAGE_UNAVAILABLE']]]), 'APPOINTMENT_UNREACHABLE'];
		yield 'the app is older' => [new Answer(404, '<html>'), 'APPOINTMENT_UNREACHABLE'];
		yield 'the password is wrong' => [new Answer(401, ''), 'APPOINTMENT_UNREACHABLE'];
		yield 'ours to mend' => [self::ocs(403, ['issues' => [['code' => 'ROLE_FORBIDDEN', 'params' => ['action' => 'move']]]]), 'APPOINTMENT_UNREACHABLE'];
	}

	public function testWithoutAConnectionItSaysSo(): void {
		$without = new OwnAppointment(self::directory($this->server), null);
		self::assertSame('NOT_CONFIGURED', $this->refusalOf(static fn () => $without->ask('view', self::WISH))->issues[0]->code);
	}

	private static function directory(FakeServer $server): Directory {
		return new Directory(new AnswerCache(new \wpdb()), new Settings(new CredentialStore(Samples::keys())), static fn (): OcsClient => self::client($server));
	}

	private static function client(FakeServer $server): OcsClient {
		return new OcsClient(new Connection('https://cloud.example/', 'website', 'secret'), $server);
	}

	/** @param array<string, mixed> $data */
	private static function ocs(int $status, array $data): Answer {
		return new Answer($status, (string)json_encode(['ocs' => ['data' => $data]]));
	}

	private function refusalOf(\Closure $what): IssuesException {
		try {
			$what();
		} catch (IssuesException $refusal) {
			return $refusal;
		}
		self::fail('it was not refused');
	}
}
