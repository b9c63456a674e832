<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Rest;

use OCA\Sprechstunde\Delivery\Secrets;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Practice\StorageFault;
use OCA\Sprechstunde\Provisioning\Patience;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Db\TTransactional;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IDBConnection;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\Connection;
use Sprechstunde\Core\Role;
use Sprechstunde\Core\Webhooks\Signature;
use Sprechstunde\Core\Xconcept\EventReader;
use Sprechstunde\Core\Xconcept\RemoteEvent;

/** Deals with what programs with a REST interface tell of our appointments: each event once, in their order, and by the rules for any write of a practice program. */
final class IncomingEvents {
	use TTransactional;

	private const APPLIED = 'applied';
	private const UNCHANGED = 'unchanged';
	private const DUPLICATE = 'duplicate';
	private const OUTDATED = 'outdated';
	/** Bytes of an id: those of the Standard Webhooks are far shorter. */
	private const ID_BYTES = 255;

	public function __construct(
		private IDBConnection $db,
		private PracticeStore $store,
		private RoleResolver $roles,
		private Secrets $secrets,
		private SeenEvents $seen,
		private RemoteIds $ids,
		private RemoteWrites $writes,
		private ActivityLog $log,
		private ITimeFactory $time,
	) {
	}

	/** Name of the secret that a connection's events are signed with. */
	public static function secretOf(string $connection): string {
		return "rest-events:$connection";
	}

	/**
	 * @param string $id of a connection
	 * @param array<string, string> $headers webhook-id, webhook-timestamp, webhook-signature
	 * @return 'applied'|'unchanged'|'duplicate'|'outdated' what became of it
	 * @throws IssuesException SIGNATURE_INVALID, also for a connection that there is not; else what is against it. Nothing is changed then
	 */
	public function handle(string $id, array $headers, string $body): string {
		$practice = $this->store->get();
		$connection = $practice?->connection($id);
		$secrets = $connection?->rest === null ? [] : $this->secrets->of(self::secretOf($id));
		if ($practice === null || $connection?->rest === null || Signature::verify($headers, $body, $secrets, $this->time->getTime()) !== 'ok') {
			throw new IssuesException([new Issue('SIGNATURE_INVALID')]);
		}
		$eventId = $headers['webhook-id'] ?? '';
		$writer = new Writer($connection->user, Role::Pvs);
		try {
			// its account is gone, paused, or has another role by now
			if ($this->roles->of($connection->user) !== Role::Pvs || strlen($eventId) > self::ID_BYTES) {
				throw new IssuesException([strlen($eventId) > self::ID_BYTES ? new Issue('FIELD_TOO_LONG', 'webhook-id', ['max' => self::ID_BYTES]) : new Issue('ROLE_FORBIDDEN', null, ['action' => 'edit'])]);
			}
			$event = EventReader::read(json_decode($body, true, 16), $practice->timeZone());
			return $this->once($eventId, $event, $connection, $practice, $writer);
		} catch (IssuesException $refusal) {
			$this->note('WARNING', 'REMOTE_EVENT_REFUSED', $writer, $connection, ['code' => $refusal->issues[0]->code]);
			throw $refusal;
		}
	}

	/**
	 * @return 'applied'|'unchanged'|'duplicate'|'outdated'
	 * @throws IssuesException
	 */
	private function once(string $eventId, RemoteEvent $event, Connection $connection, Practice $practice, Writer $writer): string {
		try {
			return Patience::with(fn (): string => $this->atomic(function () use ($eventId, $event, $connection, $practice, $writer): string {
				// first: whoever sends the same at the same moment waits here
				if (!$this->seen->remember($connection->id, $eventId, $this->time->getTime())) {
					return self::DUPLICATE;
				}
				$known = $event->uid !== null ? $this->ids->find($connection->id, $event->uid) : $this->ids->withRemoteId($connection->id, $event->remoteId ?? '');
				$uid = $event->uid ?? $known->uid ?? throw new IssuesException([new Issue('NOT_FOUND', 'appointment.id')]);
				if ($known !== null && $event->isOutdated($known->revision, $known->occurredAt)) {
					$this->note('INFO', 'REMOTE_EVENT_OUTDATED', $writer, $connection, [], $uid);
					return self::OUTDATED;
				}
				$isChanged = $this->writes->apply($event, $uid, $known, $connection, $practice, $writer);
				$this->ids->heard($connection->id, $uid, $event, $known);
				return $isChanged ? self::APPLIED : self::UNCHANGED;
			}, $this->db));
		} catch (\Throwable $error) {
			throw $error instanceof IssuesException || !StorageFault::is($error) ? $error : new IssuesException([new Issue('STORAGE_UNAVAILABLE')]);
		}
	}

	/**
	 * @param 'INFO'|'WARNING' $level
	 * @param array<string, string> $params
	 */
	private function note(string $level, string $code, Writer $writer, Connection $connection, array $params, string $uid = ''): void {
		$this->log->note($level, $code, $writer, 0, 0, $uid, ['program' => $connection->id] + $params);
	}
}
