<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\WordPress\Tests;

use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;
use Sprechstunde\WordPress\Relay\Answer;
use Sprechstunde\WordPress\Relay\Connection;
use Sprechstunde\WordPress\Relay\ConnectionTest;
use Sprechstunde\WordPress\Relay\TransportFailure;

final class ConnectionTestTest extends TestCase {
	/** @return iterable<string, array{string, Answer|TransportFailure, ?string}> */
	public static function troubles(): iterable {
		$ocs = static fn (string $code): string => (string)json_encode(['ocs' => ['data' => ['issues' => [['code' => $code, 'text' => 'x']]]]]);
		yield 'nobody there' => ['GET /status.php', TransportFailure::ofMessage('cURL error 6: Could not resolve host: cloud.example'), 'HOST_UNREACHABLE'];
		yield 'silence' => ['GET /status.php', TransportFailure::ofMessage('cURL error 28: Operation timed out after 8001 milliseconds with 0 bytes received'), 'HOST_UNREACHABLE'];
		yield 'expired certificate' => ['GET /status.php', TransportFailure::ofMessage('cURL error 60: SSL certificate problem: certificate has expired'), 'TLS_FAILED'];
		yield 'another website' => ['GET /status.php', new Answer(200, '<html></html>'), 'NOT_A_NEXTCLOUD'];
		yield 'wrong password' => ['GET /cloud/user', new Answer(401, ''), 'CREDENTIALS_REJECTED'];
		yield 'app not enabled' => ['GET /catalog', new Answer(404, '{"ocs":{"data":[]}}'), 'APP_MISSING'];
		yield 'account without the role' => ['GET /catalog', new Answer(403, $ocs('ROLE_FORBIDDEN')), 'NOT_A_BOOKING_ACCOUNT'];
		yield 'not provisioned' => ['GET /catalog', new Answer(503, $ocs('CONFIGURATION_MISSING')), 'CONFIGURATION_MISSING'];
		yield 'staff account' => ['PROPFIND /', new Answer(404, ''), 'NOT_A_BOOKING_ACCOUNT'];
		yield 'all well' => ['GET /nothing', new Answer(200, ''), null];
	}

	#[DataProvider('troubles')]
	public function testNamesWhatIsWrong(string $where, Answer|TransportFailure $answer, ?string $expected): void {
		$server = new FakeServer();
		$server->next = [$where => $answer];
		$result = (new ConnectionTest(new Connection('https://cloud.example', 'website', 'secret'), $server))->run();
		self::assertSame($expected, $result['issue']?->code);
		self::assertSame($expected === null, $result['catalog'] !== null);
	}

	public function testKnowsWhetherARequestMayHaveArrived(): void {
		self::assertTrue(TransportFailure::ofMessage('cURL error 28: Operation timed out after 15001 milliseconds with 0 bytes received')->sent);
		self::assertTrue(TransportFailure::ofMessage('cURL error 52: Empty reply from server')->sent);
		self::assertFalse(TransportFailure::ofMessage('cURL error 28: Connection timed out after 10001 milliseconds')->sent);
		self::assertFalse(TransportFailure::ofMessage('cURL error 28: Resolving timed out after 5000 milliseconds')->sent);
		self::assertFalse(TransportFailure::ofMessage('cURL error 7: Failed to connect')->sent);
	}
}
