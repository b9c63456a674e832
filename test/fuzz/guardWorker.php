<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// Judges writes with the PHP core: one JSON object a line in, one out. Bodies are base64, since they may be no UTF-8.
use Sprechstunde\Core\CalendarParser;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\StatusChange;
use Sprechstunde\Core\WriteGuard;
use Sprechstunde\Core\WriteRequest;

require __DIR__ . '/../phpBootstrap.php';

// what is only a warning must not pass unseen; that a library's declarations are of an older PHP is none of ours
set_error_handler(static fn (int $level, string $message, string $file, int $line): never => throw new \ErrorException($message, 0, $level, $file, $line), E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED);
/** @var array<string, mixed> $data */
$data = json_decode((string)file_get_contents(__DIR__ . '/../servers/practice.json'), true, 64, JSON_THROW_ON_ERROR);
$practice = Practice::trusted($data);
$key = static fn (Issue $issue): string => trim("$issue->code $issue->path");

while (($line = fgets(STDIN)) !== false) {
	$started = hrtime(true);
	try {
		/** @var array{role: string, operation: string, next: string, previous: ?string, now: int, objectUri: string, calendar: string, change: ?array{from: string, to: string, secondsAgo: int}} $in */
		$in = json_decode($line, true, 8, JSON_THROW_ON_ERROR);
		$verdict = WriteGuard::judge(new WriteRequest(
			Role::tryFrom($in['role']), $in['operation'], CalendarParser::parse((string)base64_decode($in['next'], true)),
			$in['previous'] === null ? null : CalendarParser::parseStored((string)base64_decode($in['previous'], true)),
			$practice, $in['calendar'], new \DateTimeImmutable('@' . $in['now']), $in['objectUri'],
			$in['change'] === null ? null : new StatusChange($in['change']['from'], $in['change']['to'], $in['change']['secondsAgo']),
		));
		$out = $verdict->ok ? [
			'ok' => true, 'kind' => $verdict->kind, 'status' => $verdict->status, 'transition' => $verdict->transition, 'exclusive' => $verdict->exclusive,
			'changed' => $verdict->changed, 'claims' => array_map(static fn (Interval $one): array => [$one->start, $one->end], $verdict->claims()),
			'stored' => base64_encode((string)$verdict->calendar?->serialize()),
		] : ['ok' => false, 'issues' => array_map($key, $verdict->issues)];
	} catch (IssuesException $refusal) {
		$out = ['ok' => false, 'issues' => array_map($key, $refusal->issues)];
	} catch (\Throwable $error) {
		$out = ['crash' => get_class($error) . ': ' . $error->getMessage() . ' at ' . basename($error->getFile()) . ':' . $error->getLine()];
	}
	echo json_encode($out + ['micros' => intdiv((int)(hrtime(true) - $started), 1000), 'peak' => memory_get_peak_usage()], JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
	memory_reset_peak_usage();
}
