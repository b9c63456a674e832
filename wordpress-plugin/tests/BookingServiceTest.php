<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\WordPress\Tests;

use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Booking\BookingService;
use Sprechstunde\WordPress\Booking\Directory;
use Sprechstunde\WordPress\Relay\Answer;
use Sprechstunde\WordPress\Relay\CalDavClient;
use Sprechstunde\WordPress\Relay\Connection;
use Sprechstunde\WordPress\Relay\OcsClient;
use Sprechstunde\WordPress\Relay\TransportFailure;
use Sprechstunde\WordPress\Security\CredentialStore;
use Sprechstunde\WordPress\Security\IdempotencyStore;
use Sprechstunde\WordPress\Settings\Settings;
use Sprechstunde\WordPress\Storage\AnswerCache;

final class BookingServiceTest extends TestCase {
	private FakeServer $server;
	private BookingService $service;
	private Directory $directory;

	protected function setUp(): void {
		$GLOBALS['options'] = [];
		$database = new \wpdb();
		$this->server = new FakeServer();
		$connection = new Connection('https://cloud.example/', 'website', 'secret');
		$this->directory = new Directory(new AnswerCache($database), new Settings(new CredentialStore(Samples::keys())), fn (): OcsClient => new OcsClient($connection, $this->server));
		$this->service = new BookingService($this->directory, new IdempotencyStore($database, Samples::keys()), new CalDavClient($connection, $this->server));
	}

	public function testStoresOnceHoweverOftenItIsSent(): void {
		$first = $this->service->book(Samples::request(), Samples::NOW);
		self::assertSame('TENTATIVE', $first['status']);
		self::assertSame('2026-12-01T09:30:00Z', $first['end']);
		self::assertSame($first, $this->service->book(Samples::request(['language' => 'en']), Samples::NOW + 30));
		self::assertCount(1, $this->server->objects);
		self::assertSame(1, $this->server->count('PUT'));
	}

	public function testPutsJcalOntoANewAddress(): void {
		$answer = $this->service->book(Samples::request(), Samples::NOW);
		$put = array_values(array_filter($this->server->requests, static fn (array $one): bool => $one['method'] === 'PUT'))[0];
		self::assertSame('/remote.php/dav/calendars/website/app-generated--sprechstunde--dr-mueller/' . rawurlencode($answer['uid']) . '.ics', $put['path']);
		self::assertSame('*', $put['headers']['If-None-Match']);
		self::assertStringStartsWith('application/calendar+json', $put['headers']['Content-Type']);
		self::assertSame('Basic ' . base64_encode('website:secret'), $put['headers']['Authorization']);
		self::assertSame('vcalendar', json_decode($this->server->objects[$put['path']], true)[0]);
	}

	public function testTheHoldOfTheSlotGoesAlongAndIsNoContent(): void {
		$first = $this->service->book(Samples::request(['hold' => 'AAECAwQFBgcICQoLDA0ODw']), Samples::NOW);
		$put = array_values(array_filter($this->server->requests, static fn (array $one): bool => $one['method'] === 'PUT'))[0];
		self::assertSame('AAECAwQFBgcICQoLDA0ODw', $put['headers']['X-Sprechstunde-Hold']);
		self::assertStringNotContainsString('AAECAwQFBgcICQoLDA0ODw', $put['body']);
		self::assertSame($first, $this->service->book(Samples::request(), Samples::NOW + 5));
	}

	public function testOtherContentUnderTheSameKeyIsRefused(): void {
		$this->service->book(Samples::request(), Samples::NOW);
		self::assertSame(['IDEMPOTENCY_KEY_REUSED'], $this->codesOf(Samples::request(['patientName' => 'Max Muster'])));
	}

	public function testALostAnswerIsFoundAgain(): void {
		$this->server->storesAnyway = true;
		$this->server->next = ['PUT .ics' => new TransportFailure('cURL error 52: Empty reply', true)];
		self::assertSame('TENTATIVE', $this->service->book(Samples::request(), Samples::NOW)['status']);
	}

	public function testWhatNobodyKnowsIsSaidAndTheRetryFindsTheSameAppointment(): void {
		$this->server->storesAnyway = true;
		$lost = new TransportFailure('cURL error 28: Operation timed out', true);
		$this->server->next = ['PUT .ics' => $lost, 'GET .ics' => $lost];
		self::assertSame(['BOOKING_UNCERTAIN'], $this->codesOf(Samples::request()));
		$this->server->next = [];
		$this->server->storesAnyway = false;
		$answer = $this->service->book(Samples::request(), Samples::NOW + 5);
		self::assertCount(1, $this->server->objects);
		self::assertStringContainsString(rawurlencode((string)$answer['uid']), (string)array_key_first($this->server->objects));
	}

	public function testAProxyThatGaveUpWaitingDoesNotMeanNotBooked(): void {
		$this->server->next = ['PUT .ics' => new Answer(504, '<html>Gateway Time-out</html>')];
		self::assertSame(['BOOKING_UNCERTAIN'], $this->codesOf(Samples::request()));
		// the server finishes meanwhile
		$put = array_values(array_filter($this->server->requests, static fn (array $one): bool => $one['method'] === 'PUT'))[0];
		$this->server->objects[$put['path']] = 'stored';
		$this->server->next = [];
		$answer = $this->service->book(Samples::request(), Samples::NOW + 20);
		self::assertStringContainsString(rawurlencode((string)$answer['uid']), $put['path']);
		self::assertCount(1, $this->server->objects);
	}

	public function testWhatWasStoredIsFoundAlthoughItWouldBeRefusedByNow(): void {
		$this->server->storesAnyway = true;
		$lost = new TransportFailure('cURL error 28: Operation timed out', true);
		$this->server->next = ['PUT .ics' => $lost, 'GET .ics' => $lost];
		self::assertSame(['BOOKING_UNCERTAIN'], $this->codesOf(Samples::request()));
		// meanwhile the practice asks for another consent
		$this->directory->forget();
		$this->server->storesAnyway = false;
		$catalog = array_replace_recursive(Samples::catalog(), ['consent' => ['version' => '2027-01']]);
		$this->server->next = ['GET /catalog' => new Answer(200, (string)json_encode(['ocs' => ['data' => $catalog]]))];
		self::assertSame('TENTATIVE', $this->service->book(Samples::request(), Samples::NOW + 1000)['status']);
		self::assertCount(1, $this->server->objects);
	}

	public function testAServerThatIsNotReachedHasNotBooked(): void {
		$this->server->next = ['PUT .ics' => TransportFailure::ofMessage('cURL error 7: Failed to connect to cloud.example port 443: Connection refused')];
		try {
			$this->service->book(Samples::request(), Samples::NOW);
			self::fail('a booking without a server');
		} catch (IssuesException $refusal) {
			self::assertSame('CALENDAR_UNREACHABLE', $refusal->issues[0]->code);
			self::assertSame(503, $refusal->status());
			self::assertStringContainsString('0123 4567', $refusal->issues[0]->text('de'));
		}
		$this->server->next = [];
		self::assertSame('TENTATIVE', $this->service->book(Samples::request(), Samples::NOW)['status']);
	}

	public function testRejectedCredentialsAreNoPatientsBusiness(): void {
		$this->server->next = ['PUT .ics' => new Answer(401, '')];
		self::assertSame(['CALENDAR_UNREACHABLE'], $this->codesOf(Samples::request()));
	}

	public function testATakenSlotComesWithAlternatives(): void {
		$this->server->next = ['PUT .ics' => new Answer(409, '<?xml version="1.0"?><d:error xmlns:d="DAV:" xmlns:p="urn:sprechstunde"><p:issue code="SLOT_TAKEN" path="start"><p:text>x</p:text></p:issue><p:alternative calendar="dr-mueller" start="2026-12-01T10:00:00Z" end="2026-12-01T10:30:00Z"/></d:error>')];
		try {
			$this->service->book(Samples::request(), Samples::NOW);
			self::fail('a taken slot was booked');
		} catch (IssuesException $refusal) {
			self::assertSame(409, $refusal->status());
			self::assertSame([['calendar' => 'dr-mueller', 'start' => '2026-12-01T10:00:00Z', 'end' => '2026-12-01T10:30:00Z']], $refusal->alternatives);
		}
	}

	public function testAllMistakesAreNamedAtOnceAndNothingIsSent(): void {
		self::assertSame(
			['BIRTHDATE_IN_FUTURE', 'FIELD_FORMAT', 'CONSENT_OUTDATED', 'INSURANCE_NOT_ACCEPTED'],
			$this->codesOf(Samples::request(['birthDate' => '2030-01-01', 'phone' => 'abc', 'insurance' => 'SELBSTZAHLER', 'consent' => ['accepted' => true, 'version' => 'old']])),
		);
		self::assertSame(['TYPE_NOT_OFFERED'], $this->codesOf(Samples::request(['calendar' => 'dr-schmidt'])));
		self::assertSame(['NEW_PATIENTS_ONLY'], $this->codesOf(Samples::request(['appointmentType' => 'NEU', 'patient' => 'existing'])));
		self::assertSame(['CONSENT_OUTDATED'], $this->codesOf(Samples::request(['earlier' => ['accepted' => true, 'version' => '2026-01']])), 'the practice asks for no such consent');
		self::assertSame(0, $this->server->count('PUT'));
	}

	/**
	 * @param array<string, mixed> $request
	 * @return list<string>
	 */
	private function codesOf(array $request): array {
		try {
			$this->service->book($request, Samples::NOW);
		} catch (IssuesException $refusal) {
			return array_map(static fn ($issue): string => $issue->code, $refusal->issues);
		}
		return [];
	}
}
