<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\WordPress\Tests;

use PHPUnit\Framework\TestCase;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Booking\Directory;
use Sprechstunde\WordPress\Booking\SlotHolds;
use Sprechstunde\WordPress\Relay\Answer;
use Sprechstunde\WordPress\Relay\Connection;
use Sprechstunde\WordPress\Relay\OcsClient;
use Sprechstunde\WordPress\Relay\TransportFailure;
use Sprechstunde\WordPress\Security\CredentialStore;
use Sprechstunde\WordPress\Settings\Settings;
use Sprechstunde\WordPress\Storage\AnswerCache;

final class SlotHoldsTest extends TestCase {
	private const WISH = ['calendar' => 'dr-mueller', 'type' => 'KONTROLLE', 'start' => '2026-12-01T09:00:00Z', 'end' => '2026-12-01T09:30:00Z', 'token' => 'AAECAwQFBgcICQoLDA0ODw'];

	private FakeServer $server;
	private SlotHolds $holds;

	protected function setUp(): void {
		$GLOBALS['options'] = [];
		$this->server = new FakeServer();
		$this->holds = new SlotHolds(self::directory($this->server), Samples::keys(), self::client($this->server));
	}

	public function testTheServerHearsOfTheVisitorByANameThatChangesEveryDay(): void {
		$this->server->next = ['POST /holds' => self::ocs(201, ['token' => self::WISH['token'], 'expires' => '2026-11-23T12:10:00Z', 'seconds' => 600])];
		$held = $this->holds->hold(self::WISH, '192.0.2.1', Samples::NOW);
		self::assertSame(['token' => self::WISH['token'], 'expires' => '2026-11-23T12:10:00Z', 'seconds' => 600], $held);
		$this->holds->hold(self::WISH, '192.0.2.1', Samples::NOW);
		$this->holds->hold(self::WISH, '192.0.2.2', Samples::NOW);
		$this->holds->hold(self::WISH, '192.0.2.1', Samples::NOW + 86400);
		$bodies = array_map(static fn (array $one): array => (array)json_decode($one['body'], true), $this->server->requests);
		self::assertEquals(self::WISH, array_diff_key($bodies[0], ['client' => true]));
		[$first, $again, $other, $tomorrow] = array_column($bodies, 'client');
		self::assertSame($first, $again);
		self::assertCount(3, array_unique([$first, $other, $tomorrow]));
		self::assertMatchesRegularExpression('/^[0-9a-f]{64}$/', $first);
	}

	public function testATakenSlotComesWithAlternatives(): void {
		$free = ['calendar' => 'dr-mueller', 'start' => '2026-12-01T10:00:00Z', 'end' => '2026-12-01T10:30:00Z'];
		$this->server->next = ['POST /holds' => self::ocs(409, ['issues' => [['code' => 'SLOT_TAKEN', 'path' => 'start']], 'alternatives' => [$free, ['calendar' => 1]]])];
		$refusal = $this->refusalOf(fn () => $this->holds->hold(self::WISH, '192.0.2.1', Samples::NOW));
		self::assertSame([409, 'SLOT_TAKEN', [$free]], [$refusal->status(), $refusal->issues[0]->code, $refusal->alternatives]);
	}

	public function testTooManyIsSaid(): void {
		$this->server->next = ['POST /holds' => self::ocs(429, ['issues' => [['code' => 'HOLD_LIMIT_REACHED', 'params' => ['max' => 5]]]])];
		self::assertSame(429, $this->refusalOf(fn () => $this->holds->hold(self::WISH, '192.0.2.1', Samples::NOW))->status());
	}

	public function testAServerThatKnowsNoHoldsOrIsNotReachedIsOne(): void {
		foreach ([new Answer(404, '<html>'), new Answer(405, ''), self::ocs(201, []), new Answer(401, ''), new TransportFailure('cURL error 28', true)] as $answer) {
			$this->server->next = ['POST /holds' => $answer, 'DELETE ' . self::WISH['token'] => $answer];
			self::assertSame('CALENDAR_UNREACHABLE', $this->refusalOf(fn () => $this->holds->hold(self::WISH, '192.0.2.1', Samples::NOW))->issues[0]->code);
			self::assertSame('CALENDAR_UNREACHABLE', $this->refusalOf(fn () => $this->holds->release(self::WISH['token']))->issues[0]->code);
		}
		$without = new SlotHolds(self::directory($this->server), Samples::keys(), null);
		self::assertSame('NOT_CONFIGURED', $this->refusalOf(fn () => $without->hold(self::WISH, '192.0.2.1', Samples::NOW))->issues[0]->code);
	}

	public function testAPageSaysWhatItWantsAndNotWhoAsks(): void {
		self::assertSame(self::WISH, SlotHolds::validated(self::WISH));
		foreach (['client' => str_repeat('a', 64), 'seconds' => 60, 'patientName' => 'Erika'] as $name => $value) {
			$refusal = $this->refusalOf(static fn () => SlotHolds::validated(self::WISH + [$name => $value]));
			self::assertSame([['FIELD_UNKNOWN', $name]], array_map(static fn ($issue): array => [$issue->code, $issue->path], $refusal->issues));
		}
		self::assertSame('FIELD_REQUIRED', $this->refusalOf(static fn () => SlotHolds::validated(array_diff_key(self::WISH, ['end' => true])))->issues[0]->code);
		self::assertSame(['calendar', 'type', 'start', 'end', 'token'], array_values(array_intersect(['calendar', 'type', 'start', 'end', 'client', 'token', 'seconds'], array_keys(SlotHolds::schema()['properties']))));
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
