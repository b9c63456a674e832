<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core\Webhooks;

/** A program that is told of changes by HTTP. */
final readonly class Webhook {
	public const PREFIX = 'webhook:';

	/**
	 * @param list<string> $events of the contract
	 * @param list<string> $calendars ids; none: all
	 */
	public function __construct(
		public string $id,
		public string $name,
		public string $url,
		public array $events,
		public array $calendars,
		public bool $active,
	) {
	}

	/** @param array{id: string, name: string, url: string, events: list<string>, calendars?: list<string>, active: bool} $data */
	public static function fromArray(array $data): self {
		return new self($data['id'], $data['name'], $data['url'], $data['events'], $data['calendars'] ?? [], $data['active']);
	}

	/** By which name its deliveries and its secret go. */
	public function target(): string {
		return self::PREFIX . $this->id;
	}
}
