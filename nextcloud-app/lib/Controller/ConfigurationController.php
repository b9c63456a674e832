<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Outbox\SampleMail;
use OCA\Sprechstunde\Practice\Members;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCA\Sprechstunde\Provisioning\Provisioner;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** The practice configuration, for the practice's management. */
final class ConfigurationController extends PracticeController {
	public function __construct(
		IRequest $request,
		private PracticeStore $practices,
		RoleResolver $roles,
		IUserSession $session,
		private Provisioner $provisioner,
		private Members $members,
	) {
		parent::__construct($request, $practices, $roles, $session);
	}

	/**
	 * The document; its ETag names the revision that a change is made on.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/configuration')]
	public function show(): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): Answer => $this->tagged(self::forJson($practice->toArray())));
	}

	/**
	 * Checks and stores the document that the body holds, and brings calendars and shares in line with it.
	 * With If-Match only where nobody has stored another one since.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'PUT', url: '/api/v1/configuration')]
	public function replace(): Answer {
		return $this->answer([Role::Admin], function (Practice $practice): Answer {
			$document = array_diff_key($this->request->getParams(), ['_route' => true, 'format' => true]);
			if ($document === []) {
				throw new IssuesException([new Issue('REQUEST_MALFORMED')]);
			}
			// whose calendars these are decides who manages the practice: that stays with the server's administrator
			return $this->tagged(['done' => $this->provisioner->replace($practice, $document, $this->wanted())]);
		});
	}

	/**
	 * A mail with the texts of the document in the body, about an appointment that there is not. Nothing is stored.
	 *
	 * @param array<mixed> $document a practice configuration
	 * @param string $event a key of the contract's mail texts
	 * @param string $language de or en
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'POST', url: '/api/v1/configuration/preview')]
	public function preview(array $document = [], string $event = '', string $language = 'de'): Answer {
		return $this->answer([Role::Admin], static fn (): array => SampleMail::of(Practice::fromArray($document), $event, $language));
	}

	/**
	 * Which accounts have which role, by the groups of the stored configuration.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/configuration/members')]
	public function members(): Answer {
		return $this->answer([Role::Admin], fn (Practice $practice): array => $this->members->of($practice));
	}

	/** @param array<array-key, mixed> $data */
	private function tagged(array $data): Answer {
		$answer = new Answer($data);
		$answer->setETag($this->practices->revision());
		return $answer;
	}

	/** The revision in If-Match, without what web servers add to an ETag where they compress; null: any. */
	private function wanted(): ?string {
		$header = trim($this->request->getHeader('If-Match'));
		return $header === '' || $header === '*' ? null : (string)preg_replace('/^(?:W\/)?"?|(?:[-;]gzip|-br)?"?(?:[-;]gzip)?$/', '', $header);
	}

	/**
	 * Objects that may be empty, so that they don't become lists.
	 *
	 * @param array<string, mixed> $document
	 * @return array<string, mixed>
	 */
	private static function forJson(array $document): array {
		/** @var array{calendars: list<array<string, mixed>>, mailTexts?: array<string, array<string, array<string, string>>>} $document */
		$document['calendars'] = array_map(static fn (array $calendar): array => ['weeklyHours' => (object)$calendar['weeklyHours']] + $calendar, $document['calendars']);
		if (isset($document['mailTexts'])) {
			$document['mailTexts'] = (object)array_map(static fn (array $wording): object => (object)array_map(static fn (array $texts): object => (object)$texts, $wording), $document['mailTexts']);
		}
		return $document;
	}
}
