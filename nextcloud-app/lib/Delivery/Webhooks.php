<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCA\Sprechstunde\Practice\AllOrNothing;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\Writer;
use Sprechstunde\Core\Interval;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\Webhooks\Webhook;

/** Webhooks as the settings make them, try them and take them away: what the configuration says of them, and their secrets. */
final class Webhooks {
	public function __construct(
		private PracticeStore $store,
		private Secrets $secrets,
		private Deliverables $table,
		private WebhookSender $sender,
		private GivenUpNotice $notice,
		private ActivityLog $log,
		private TargetFigures $figures,
		private AllOrNothing $whole,
	) {
	}

	/** @return list<array<string, mixed>> how each is doing; instants in UTC, ISO 8601 */
	public function states(Practice $practice): array {
		[$since, $figures] = [$this->secrets->all(), $this->figures->all()];
		return array_map(static function (Webhook $webhook) use ($since, $figures): array {
			$made = $since[$webhook->target()] ?? null;
			return ['id' => $webhook->id, 'secretSince' => $made === null ? null : Interval::iso($made)] + TargetFigures::told($figures[$webhook->target()] ?? null);
		}, $practice->webhooks());
	}

	/**
	 * @param array<mixed> $events
	 * @param array<mixed> $calendars ids; none: all
	 * @return array{id: string, secret: string} the secret is told here only
	 * @throws IssuesException nothing is stored then
	 */
	public function add(Practice $practice, string $name, string $url, array $events, array $calendars, string $actor): array {
		$document = $practice->toArray();
		/** @var list<array{id: string}> $webhooks */
		$webhooks = $document['webhooks'] ?? [];
		$id = 'webhook-' . bin2hex(random_bytes(4));
		$document['webhooks'] = [...$webhooks, ['id' => $id, 'name' => $name, 'url' => $url, 'events' => array_values($events), 'calendars' => array_values($calendars), 'active' => true]];
		$revision = $this->store->revision();
		return $this->whole->of(function () use ($document, $revision, $id, $name, $actor): array {
			$this->store->save($document, $revision);
			$this->note('WEBHOOK_ADDED', $name, $actor);
			return ['id' => $id, 'secret' => $this->secrets->make(Webhook::PREFIX . $id)];
		});
	}

	/**
	 * @return array{secret: string} the former one signs for another day
	 * @throws IssuesException NOT_FOUND
	 */
	public function renew(Practice $practice, string $id, string $actor): array {
		$webhook = self::find($practice, $id);
		// once: of a secret that nobody was told the former one would be forgotten at the next try
		return $this->whole->of(function () use ($webhook, $actor): array {
			$this->note('WEBHOOK_SECRET', $webhook->name, $actor);
			return ['secret' => $this->secrets->make($webhook->target())];
		});
	}

	/**
	 * Sends a message that is about nothing.
	 *
	 * @return array{delivered: bool, status: int, reason: string} status 0: there was no answer
	 * @throws IssuesException NOT_FOUND
	 */
	public function test(Practice $practice, string $id): array {
		$webhook = self::find($practice, $id);
		try {
			return ['delivered' => true, 'status' => $this->sender->ping($webhook), 'reason' => ''];
		} catch (DeliveryFailed $failure) {
			return ['delivered' => false, 'status' => $failure->status, 'reason' => $failure->reason];
		}
	}

	/** @throws IssuesException NOT_FOUND, CONFIGURATION_STALE */
	public function remove(Practice $practice, string $id, string $actor): void {
		$webhook = self::find($practice, $id);
		$document = $practice->toArray();
		/** @var list<array{id: string}> $webhooks */
		$webhooks = $document['webhooks'] ?? [];
		$document['webhooks'] = array_values(array_filter($webhooks, static fn (array $one): bool => $one['id'] !== $id));
		$revision = $this->store->revision();
		$this->whole->of(function () use ($document, $revision, $webhook, $actor): void {
			$this->store->save($document, $revision);
			$this->secrets->forget($webhook->target());
			$this->table->removeTarget($webhook->target());
			$this->notice->settled($webhook->target());
			$this->note('WEBHOOK_REMOVED', $webhook->name, $actor);
		});
	}

	/** @throws IssuesException NOT_FOUND */
	private static function find(Practice $practice, string $id): Webhook {
		return $practice->webhook($id) ?? throw new IssuesException([new Issue('NOT_FOUND', 'id')]);
	}

	private function note(string $code, string $name, string $actor): void {
		$this->log->note('INFO', $code, new Writer($actor, Role::Admin), 0, 0, '', ['name' => $name]);
	}
}
