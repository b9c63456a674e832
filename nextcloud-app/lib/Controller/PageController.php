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
use OCP\IGroupManager;
use OCP\IRequest;
use OCP\IUserSession;
use OCP\L10N\IFactory;
use OCP\Util;
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
		private IGroupManager $groups,
	) {
		parent::__construct('sprechstunde', $request);
	}

	/**
	 * Which of its pages the address means is for the script to say.
	 *
	 * @return TemplateResponse<200, array{}>|TemplateResponse<403, array{}>
	 */
	#[NoAdminRequired]
	#[NoCSRFRequired]
	#[FrontpageRoute(verb: 'GET', url: '/')]
	#[FrontpageRoute(verb: 'GET', url: '/{page}', requirements: ['page' => '.+'], postfix: 'page')]
	public function index(): TemplateResponse {
		$userId = $this->session->getUser()?->getUID();
		$role = $this->roles->of($userId);
		$practice = $this->store->get();
		if ($userId !== null && $practice === null && $this->groups->isAdmin($userId)) {
			return $this->page(['role' => Role::Admin->value, 'userId' => $userId, 'timeZone' => 'Europe/Berlin', 'needsSetup' => true]);
		}
		if ($userId === null || $practice === null || ($role !== Role::Staff && $role !== Role::Admin)) {
			return new TemplateResponse('sprechstunde', 'forbidden', ['why' => $practice === null ? 'notSetUp' : 'noRole', 'language' => $this->language()], TemplateResponse::RENDER_AS_USER, 403);
		}
		return $this->page(['role' => $role->value, 'userId' => $userId, 'timeZone' => $practice->timeZone()->getName()]);
	}

	/**
	 * @param array{role: string, userId: string, timeZone: string, needsSetup?: bool} $config `needsSetup`: the assistant begins
	 * @return TemplateResponse<200, array{}>
	 */
	private function page(array $config): TemplateResponse {
		Util::addScript('sprechstunde', 'sprechstunde-main');
		Util::addStyle('sprechstunde', 'sprechstunde-main');
		$this->initialState->provideInitialState('config', $config);
		return new TemplateResponse('sprechstunde', 'main', ['id-app-content' => '#sprechstunde']);
	}

	private function language(): string {
		return str_starts_with($this->languages->findLanguage('sprechstunde'), 'de') ? 'de' : 'en';
	}
}
