<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Record\ActivityLog;
use OCA\Sprechstunde\Record\LogExport;
use OCA\Sprechstunde\Record\LogFilter;
use OCA\Sprechstunde\Record\LogPatients;
use OCA\Sprechstunde\Record\LogReader;
use OCA\Sprechstunde\Record\Writer;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Http\DataDownloadResponse;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** What happened, for the practice's management; the team sees the history of one appointment at a time. */
final class LogController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private LogReader $reader,
		private LogPatients $patients,
		private LogExport $export,
		private ActivityLog $log,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * Parameters: from, to, level, code, uid, q, before, limit.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/log')]
	public function entries(): Answer {
		return $this->answer([Role::Staff, Role::Admin], function (Practice $practice, Role $role): array {
			$filter = LogFilter::read($this->request->getParams());
			if ($role === Role::Staff && $filter->uid === '') {
				throw new IssuesException([new Issue('ROLE_FORBIDDEN', null, ['action' => 'viewLog'])]);
			}
			$entries = $this->reader->find($filter, $this->userId());
			$last = count($entries) < $filter->limit ? null : end($entries);
			return [
				'entries' => array_map(static fn (array $entry): array => ['params' => (object)$entry['params']] + $entry, $entries),
				'before' => is_array($last) ? $last['id'] : null,
			];
		}, 'viewLog');
	}

	/**
	 * Whom entries are about; that somebody looked is logged in turn.
	 *
	 * @param mixed $uids
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/log/resolve')]
	public function resolve(mixed $uids = null): Answer {
		return $this->answer([Role::Admin], function (Practice $practice, Role $role) use ($uids): array {
			if (!is_array($uids) || $uids === [] || count($uids) > LogFilter::MOST || array_filter($uids, static fn (mixed $uid): bool => !is_string($uid) || $uid === '' || strlen($uid) > 255) !== []) {
				throw new IssuesException([new Issue('REQUEST_MALFORMED', 'uids')]);
			}
			/** @var list<string> $asked */
			$asked = array_values(array_unique($uids));
			$found = $this->patients->of($asked, $practice);
			$this->log->note('INFO', 'LOG_RESOLVED', new Writer($this->userId(), $role), 0, 0, count($asked) === 1 ? $asked[0] : '', ['count' => count($found)]);
			return ['patients' => (object)$found];
		}, 'viewLog');
	}

	/**
	 * A file without names; parameters as for `log`, and language.
	 *
	 * @param mixed $type txt or csv
	 * @param mixed $language de or en
	 * @return DataDownloadResponse<200, 'text/csv; charset=utf-8'|'text/plain; charset=utf-8', array{}>|Answer
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/log/export')]
	public function export(mixed $type = 'txt', mixed $language = 'de'): DataDownloadResponse|Answer {
		$file = null;
		$answer = $this->answer([Role::Admin], function (Practice $practice, Role $role) use ($type, $language, &$file): array {
			if (($type !== 'txt' && $type !== 'csv') || ($language !== 'de' && $language !== 'en')) {
				throw new IssuesException([new Issue('REQUEST_MALFORMED', $type !== 'txt' && $type !== 'csv' ? 'type' : 'language')]);
			}
			[$content, $count] = $this->export->make($type, LogFilter::read($this->request->getParams()), $this->userId(), $language, $practice->timeZone());
			$this->log->note('INFO', 'LOG_EXPORTED', new Writer($this->userId(), $role), 0, 0, '', ['count' => $count]);
			$file = new DataDownloadResponse($content, "sprechstunde-log.$type", ($type === 'txt' ? 'text/plain' : 'text/csv') . '; charset=utf-8');
			return [];
		}, 'viewLog');
		return $file ?? $answer;
	}
}
