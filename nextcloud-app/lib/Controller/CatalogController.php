<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCA\Sprechstunde\Practice\PracticePaths;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use OCP\AppFramework\Http\Attribute\ApiRoute;
use OCP\AppFramework\Http\Attribute\NoAdminRequired;
use OCP\IRequest;
use OCP\IUserSession;
use Sprechstunde\Core\AppointmentType;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Contract;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Role;

/** What can be booked, where and by which rules. */
final class CatalogController extends PracticeController {
	public function __construct(
		IRequest $request,
		PracticeStore $store,
		RoleResolver $roles,
		IUserSession $session,
		private PracticePaths $paths,
	) {
		parent::__construct($request, $store, $roles, $session);
	}

	/**
	 * The practice itself also learns when its calendars are open and where they lie.
	 */
	#[NoAdminRequired]
	#[ApiRoute(verb: 'GET', url: '/api/v1/catalog')]
	public function catalog(): Answer {
		return $this->answer([Role::Booking, Role::Staff, Role::Admin, Role::Pvs], function (Practice $practice, Role $role): array {
			$types = array_filter($practice->types(), static fn (AppointmentType $type): bool => $type->online || $role !== Role::Booking);
			return [
				'version' => 1,
				'practice' => [
					'name' => $practice->name, 'address' => $practice->address, 'phone' => $practice->phone, 'email' => $practice->email,
					'timeZone' => $practice->timeZone()->getName(), 'language' => $practice->language,
				],
				'consent' => $practice->website()['consent'],
				'manageUrl' => $practice->website()['manageUrl'],
				// asked only where somebody can be put on the list
				...($practice->waitingList() === null ? [] : array_intersect_key($practice->website(), ['waitingListConsent' => true])),
				'calendars' => array_map(fn (CalendarConfig $calendar): array => self::calendar($calendar) + ($role === Role::Booking ? [] : $this->forPractice($calendar)), $practice->calendars()),
				'appointmentTypes' => array_map(self::type(...), array_values($types)),
				'categories' => array_map(static fn (array $category): array => ['code' => $category['code'], 'label' => $category['label'], 'color' => $category['color']], $practice->categories()),
				'booking' => get_object_vars($practice->booking),
				'contract' => ['version' => Contract::load()->version(), 'hash' => Contract::load()->hash()],
			];
		});
	}

	/** @return array<string, mixed> */
	private static function calendar(CalendarConfig $calendar): array {
		return [
			'id' => $calendar->id, 'displayName' => $calendar->displayName, 'doctor' => $calendar->doctor,
			'room' => $calendar->room, 'color' => $calendar->color, 'types' => $calendar->types,
		];
	}

	/** @return array<string, mixed> */
	private function forPractice(CalendarConfig $calendar): array {
		return [
			'weeklyHours' => (object)$calendar->weeklyHours, 'exceptions' => $calendar->exceptions,
			'href' => $this->paths->addressFor($calendar, $this->userId()),
		];
	}

	/** @return array<string, mixed> */
	private static function type(AppointmentType $type): array {
		$all = get_object_vars($type);
		unset($all['online']);
		return $type->description === null ? array_diff_key($all, ['description' => true]) : $all;
	}
}
