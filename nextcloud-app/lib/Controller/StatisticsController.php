<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Outbox\Queue;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\LogCounts;
use OCA\Sprechstunde\Record\Statistics;
use OCA\Sprechstunde\Record\SyncState;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** Numbers of the practice's overview; none of them needs a calendar object. */
final class StatisticsController extends PracticeController {
	private const DAYS = 30;
	/** Upper bounds of the groups in which answers are counted, in seconds; the last has none. */
	private const ANSWERS = [3600, 4 * 3600, 86400, 3 * 86400];

	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private Statistics $statistics,
		private LogCounts $log,
		private SyncState $sync,
		private Queue $queue,
		private ITimeFactory $time,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/statistics')]
	public function show(): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice): array {
			$now = $this->time->getTime();
			$since = $now - self::DAYS * 86400;
			$mails = $this->log->byCode(['MAIL_SENT', 'MAIL_FAILED', 'MAIL_GIVEN_UP'], $since);
			$counts = $this->statistics->of($practice, $now);
			return [
				...$counts, 'sources' => (object)$counts['sources'],
				'answers' => self::answers($this->log->answerTimes($since)),
				'mails' => ['sent' => $mails['MAIL_SENT'], 'failed' => $mails['MAIL_FAILED'], 'givenUp' => $mails['MAIL_GIVEN_UP'], ...$this->queue->counts()],
				'sync' => ['intervalMinutes' => $practice->syncIntervalMinutes(), 'accounts' => $this->sync->of($practice, $now)],
			];
		});
	}

	/**
	 * @param list<int> $times seconds, the least first
	 * @return array{count: int, medianMinutes: ?int, groups: list<int>} groups: within an hour, four hours, a day, three days, later
	 */
	private static function answers(array $times): array {
		$groups = array_fill(0, count(self::ANSWERS) + 1, 0);
		foreach ($times as $seconds) {
			$groups[count(array_filter(self::ANSWERS, static fn (int $most): bool => $seconds > $most))]++;
		}
		return ['count' => count($times), 'medianMinutes' => $times === [] ? null : intdiv($times[intdiv(count($times), 2)], 60), 'groups' => array_values($groups)];
	}
}
