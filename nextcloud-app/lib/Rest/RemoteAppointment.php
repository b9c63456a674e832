<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

/** What is known of one of our appointments in a program with a REST interface. */
final readonly class RemoteAppointment {
	/**
	 * @param string $connection id of the connection
	 * @param string $remoteId empty: it has not answered yet
	 * @param string $sentHash of what it was sent last, or has told us; empty: unknown
	 * @param int $creations how often it was begun to create it there
	 * @param ?int $revision of the last event that counted
	 * @param ?int $occurredAt likewise, in milliseconds
	 */
	public function __construct(
		public string $connection,
		public string $uid,
		public string $remoteId = '',
		public string $sentHash = '',
		public int $creations = 0,
		public ?int $revision = null,
		public ?int $occurredAt = null,
	) {
	}

	/** @param array<string, mixed> $row of the table */
	public static function fromRow(array $row): self {
		$text = static fn (string $name): string => is_scalar($row[$name] ?? null) ? (string)$row[$name] : '';
		$number = static fn (string $name): ?int => is_numeric($row[$name] ?? null) ? (int)$row[$name] : null;
		return new self($text('connection'), $text('uid'), $text('remote_id'), $text('sent_hash'), $number('creations') ?? 0, $number('revision'), $number('occurred_at'));
	}

	/** The same with every try to create it, so that one whose answer was lost makes no second appointment. */
	public function idempotencyKey(): string {
		return hash('sha256', "$this->connection\n$this->uid\n$this->creations");
	}
}
