<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

use OCA\Sprechstunde\Delivery\Delivery;
use OCA\Sprechstunde\Delivery\DeliveryFailed;
use OCA\Sprechstunde\Delivery\DeliverySender;
use OCA\Sprechstunde\Delivery\TargetGone;
use OCA\Sprechstunde\Practice\PracticeStore;
use Sprechstunde\Core\Pvs\Connection;
use Sprechstunde\Core\Pvs\RestInterface;
use Sprechstunde\Core\Xconcept\RequestBody;

/**
 * Brings an appointment in a program to what holds here now: made by POST, changed by PUT, taken away by DELETE below its id there. What was true
 * when the delivery was noted counts for nothing, so one that comes late, or twice, does no harm.
 */
final class RestSender implements DeliverySender {
	private const NOTHING = 204;
	/** how often it is seen anew, where the program tells something at the same moment */
	private const TRIES = 3;

	public function __construct(
		private PracticeStore $store,
		private RemoteIds $ids,
		private CurrentBody $current,
		private RestClient $client,
	) {
	}

	public function handles(string $target): bool {
		return str_starts_with($target, RestTargets::PREFIX);
	}

	public function send(Delivery $delivery): int {
		$connection = $this->store->get()?->connection(substr($delivery->target, strlen(RestTargets::PREFIX)));
		if ($connection?->rest?->active !== true) {
			throw new TargetGone();
		}
		for ($try = 1; $try <= self::TRIES; $try++) {
			$status = $this->bring($delivery, $connection, $connection->rest);
			if ($status !== null) {
				return $status;
			}
		}
		throw new DeliveryFailed('INTERNAL');
	}

	/** @return ?int null: the program has told something of it meanwhile, by which all is to be seen anew */
	private function bring(Delivery $delivery, Connection $connection, RestInterface $rest): ?int {
		$known = $this->ids->find($connection->id, $delivery->uid);
		$body = $this->current->of($delivery->uid, $connection, $rest);
		// an event changes both at once: what was read on either side of one doesn't belong together
		if ($this->ids->find($connection->id, $delivery->uid) != $known) {
			return null;
		}
		if ($known === null && ($body === null || $this->current->isOwn($delivery->uid, $connection))) {
			return self::NOTHING;
		}
		if ($known !== null && $known->sentHash === SentBody::hash($body)) {
			return self::NOTHING;
		}
		if ($body === null) {
			return $known === null ? self::NOTHING : $this->remove($this->identified($known, $delivery, $connection, $rest), $connection, $rest);
		}
		if ($known !== null && $known->remoteId !== '') {
			return $this->update($known, $body, $connection, $rest);
		}
		return $known === null || $known->creations === 0
			? $this->begin($known ?? new RemoteAppointment($connection->id, $delivery->uid), $body, $connection, $rest)
			: $this->create($known, false, $body, $connection, $rest);
	}

	/** @param array<string, string|int> $body */
	private function update(RemoteAppointment $known, array $body, Connection $connection, RestInterface $rest): ?int {
		$answer = $this->client->ask($connection, $rest, 'PUT', '/' . rawurlencode($known->remoteId), [], SentBody::json($body));
		if ($answer->isMissing()) {
			// somebody deleted it there: a new creation, with a key of its own
			return $this->begin($known, $body, $connection, $rest);
		}
		if (!$answer->isSuccess()) {
			throw $answer->failure();
		}
		$this->ids->sent($connection->id, $known->uid, SentBody::hash($body));
		return $answer->status;
	}

	/** @param array<string, string|int> $body */
	private function begin(RemoteAppointment $known, array $body, Connection $connection, RestInterface $rest): ?int {
		$begun = $this->ids->begin($known);
		return $begun === null ? null : $this->create($begun, true, $body, $connection, $rest);
	}

	/**
	 * @param bool $isFirst false: its answer was lost before
	 * @param array<string, string|int> $body
	 */
	private function create(RemoteAppointment $begun, bool $isFirst, array $body, Connection $connection, RestInterface $rest): ?int {
		$answer = $this->post($begun, $body, $connection, $rest);
		// what is answered to an earlier try may be about what held then
		$isCertain = $answer->isSuccess() && $isFirst;
		$made = $this->named($begun, $answer, $isCertain ? SentBody::hash($body) : '', $rest);
		return $isCertain ? $answer->status : $this->update($made, $body, $connection, $rest);
	}

	/** @param array<string, string|int> $body */
	private function post(RemoteAppointment $begun, array $body, Connection $connection, RestInterface $rest): RestAnswer {
		return $this->client->ask($connection, $rest, 'POST', '', ['Idempotency-Key' => $begun->idempotencyKey()], SentBody::json($body));
	}

	/** Success tells the id; so does a 409, of the one that there is already. */
	private function named(RemoteAppointment $begun, RestAnswer $answer, string $hash, RestInterface $rest): RemoteAppointment {
		$id = RequestBody::idIn($answer->json, $rest->answerId);
		if (!$answer->isSuccess() && ($answer->status !== 409 || $id === null)) {
			throw $answer->failure();
		}
		$id ??= throw new DeliveryFailed('ID_MISSING', $answer->status);
		$this->ids->known($begun->connection, $begun->uid, $id, $hash);
		return new RemoteAppointment($begun->connection, $begun->uid, $id, $hash, $begun->creations);
	}

	private function remove(RemoteAppointment $known, Connection $connection, RestInterface $rest): int {
		$answer = $this->client->ask($connection, $rest, 'DELETE', '/' . rawurlencode($known->remoteId));
		if (!$answer->isSuccess() && !$answer->isMissing()) {
			throw $answer->failure();
		}
		$this->ids->sent($connection->id, $known->uid, SentBody::NONE);
		return $answer->isSuccess() ? $answer->status : self::NOTHING;
	}

	/** One that was begun, but whose answer was lost, may be there: the same try again tells its id. */
	private function identified(RemoteAppointment $known, Delivery $delivery, Connection $connection, RestInterface $rest): RemoteAppointment {
		if ($known->remoteId !== '') {
			return $known;
		}
		$body = $this->current->asItWas($delivery, $connection, $rest) ?? throw new DeliveryFailed('ID_MISSING', 0, null, true);
		return $this->named($known, $this->post($known, $body, $connection, $rest), '', $rest);
	}
}
