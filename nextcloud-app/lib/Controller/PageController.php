<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\AppFramework\Controller;
use OCP\AppFramework\Http\Attribute\FrontpageRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\AppFramework\Http\Attribute\NoCSRFRequired;
use OCP\AppFramework\Http\TemplateResponse;
use OCP\AppFramework\Services\IInitialState;
use OCP\IRequest;
use OCP\IUserSession;
use OCP\L10N\IFactory;
use OCP\Util;
use Sprechstunde\Core\AppointmentType;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** The team's page. */
final class PageController extends Controller {
	public function __construct(
		IRequest $request,
		private PracticeStore $store,
		private RoleResolver $roles,
		private IUserSession $session,
		private IInitialState $initialState,
		private IFactory $languages,
	) {
		parent::__construct('sprechstunde', $request);
	}

	/** @return TemplateResponse<200, array{}>|TemplateResponse<403, array{}> */
	#[NoAdminRequired]
	#[NoCSRFRequired]
	#[FrontpageRoute(verb: 'GET', url: '/')]
	public function index(): TemplateResponse {
		$userId = $this->session->getUser()?->getUID();
		$role = $this->roles->of($userId);
		$practice = $this->store->get();
		if ($userId === null || $practice === null || ($role !== Role::Staff && $role !== Role::Admin)) {
			return new TemplateResponse('sprechstunde', 'forbidden', ['why' => $practice === null ? 'notSetUp' : 'noRole', 'language' => $this->language()], TemplateResponse::RENDER_AS_USER, 403);
		}
		Util::addScript('sprechstunde', 'sprechstunde-main');
		Util::addStyle('sprechstunde', 'sprechstunde-main');
		$this->initialState->provideInitialState('config', $this->config($practice, $role, $userId));
		return new TemplateResponse('sprechstunde', 'main', ['id-app-content' => '#sprechstunde']);
	}

	/** @return array<string, mixed> */
	private function config(Practice $practice, Role $role, string $userId): array {
		return [
			'role' => $role->value, 'userId' => $userId,
			'language' => $this->language(),
			'timeZone' => $practice->timeZone()->getName(), 'practiceName' => $practice->name,
			'calendars' => array_map(static fn (CalendarConfig $calendar): array => [
				'id' => $calendar->id, 'displayName' => $calendar->displayName, 'doctor' => $calendar->doctor, 'color' => $calendar->color,
			], $practice->calendars()),
			'types' => array_map(static fn (AppointmentType $type): array => ['code' => $type->code, 'label' => $type->label], $practice->types()),
			'undoSeconds' => Contract::load()->undoSeconds(),
		];
	}

	private function language(): string {
		return str_starts_with($this->languages->findLanguage('sprechstunde'), 'de') ? 'de' : 'en';
	}
}
