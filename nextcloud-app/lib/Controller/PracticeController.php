<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\AppFramework\OCSController;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** What the app's JSON routes have in common: who may ask, and how they refuse. */
abstract class PracticeController extends OCSController {
	public function __construct(
		IRequest $request,
		private PracticeStore $store,
		private RoleResolver $roles,
		private IUserSession $session,
	) {
		parent::__construct('sprechstunde', $request);
	}

	/**
	 * @param list<Role> $allowed
	 * @param \Closure(Practice, Role): (array<array-key, mixed>|Answer) $answer may throw IssuesException
	 * @param string $action of the role matrix, named where the role is refused
	 */
	protected function answer(array $allowed, \Closure $answer, string $action = 'read'): Answer {
		return $this->refusing(function () use ($allowed, $answer, $action): Answer {
			$role = $this->roles->of($this->userId());
			$practice = $this->store->get();
			if ($practice === null || $role === null || !in_array($role, $allowed, true)) {
				throw new IssuesException([new Issue('ROLE_FORBIDDEN', null, ['action' => $action])]);
			}
			$found = $answer($practice, $role);
			return $found instanceof Answer ? $found : new Answer($found);
		});
	}

	/** @param \Closure(): Answer $answer may throw IssuesException */
	protected function refusing(\Closure $answer): Answer {
		try {
			return $answer();
		} catch (IssuesException $refusal) {
			$language = self::language($this->request);
			$issues = array_map(static fn (Issue $issue): array => $issue->toArray($language), $refusal->issues);
			return new Answer(['issues' => $issues] + ($refusal->alternatives === [] ? [] : ['alternatives' => $refusal->alternatives]), $refusal->status());
		}
	}

	/**
	 * @param string $id a calendar's id or alias
	 * @throws IssuesException CALENDAR_UNKNOWN
	 */
	protected static function calendarNamed(Practice $practice, string $id): CalendarConfig {
		return $practice->calendar($id) ?? throw new IssuesException([new Issue('CALENDAR_UNKNOWN', 'calendar')]);
	}

	protected function userId(): string {
		return $this->session->getUser()?->getUID() ?? '';
	}

	/** The first of Accept-Language that there are texts in: the page sends its own, the website its visitor's. */
	public static function language(IRequest $request): string {
		return preg_match('/(?:^|[,\s])(de|en)\b/i', $request->getHeader('Accept-Language'), $match) === 1 ? strtolower($match[1]) : 'de';
	}
}
