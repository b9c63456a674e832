<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Test;

use Sprechstunde\Core\Webhooks\ChangeEvents;
use Sprechstunde\Core\Webhooks\Signature;
use Sprechstunde\Core\Webhooks\WebhookBody;

/** The section `webhooks`. */
trait WebhookCases {
	/**
	 * @param array<string, mixed> $input
	 * @param array<string, mixed> $expected
	 */
	private function runWebhooks(array $input, array $expected): void {
		match ($input['operation']) {
			'events' => self::assertSame($expected['events'], ChangeEvents::of(self::timed($input['before']), self::timed($input['after']))),
			'body' => self::assertSame($expected['body'], WebhookBody::of(self::timed(['previous' => self::timed($input['event']['previous'])] + $input['event']))),
			'ping' => self::assertSame($expected['body'], WebhookBody::ping($input['id'], self::instant($input['at']))),
			'sign' => self::assertSame($expected['headers'], Signature::headers($input['id'], self::instant($input['now']), $input['body'], $input['secrets'])),
			'verify' => self::assertSame($expected['result'], Signature::verify($input['headers'], $input['body'], $input['secrets'], self::instant($input['now']), $input['tolerance'] ?? 300)),
			default => self::fail('unknown operation'),
		};
	}

	/** An event or a state of the cases, with instants as numbers. */
	private static function timed(mixed $data): mixed {
		return is_array($data) ? array_map(self::instant(...), array_intersect_key($data, ['at' => 1, 'start' => 1, 'end' => 1])) + $data : null;
	}
}
