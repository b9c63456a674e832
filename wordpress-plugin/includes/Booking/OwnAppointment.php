<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Booking;

use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Relay\OcsClient;
use Sprechstunde\WordPress\Relay\ServerFailure;

/** Asks Nextcloud for the appointment that a mail's link names, or to cancel or move it. Keeps nothing of it. */
final class OwnAppointment {
	/** What a page sends for each action. */
	public const FIELDS = [
		'view' => ['token', 'birthDate'],
		'cancel' => ['token', 'birthDate', 'etag'],
		'reschedule' => ['token', 'birthDate', 'etag', 'start', 'end'],
	];
	private const LONGEST = 255;

	public function __construct(
		private readonly Directory $directory,
		private readonly ?OcsClient $client,
	) {
	}

	/**
	 * @param 'view'|'cancel'|'reschedule' $action
	 * @param array<mixed> $body
	 * @return array<string, mixed> the appointment as it is now
	 * @throws IssuesException REQUEST_MALFORMED; what the calendar refuses; APPOINTMENT_UNREACHABLE, CHANGE_UNCERTAIN, NOT_CONFIGURED with the phone number
	 */
	public function ask(string $action, array $body): array {
		$wish = [];
		foreach (self::FIELDS[$action] as $name) {
			$value = $body[$name] ?? null;
			$wish[$name] = is_string($value) && $value !== '' && strlen($value) <= self::LONGEST ? $value : throw new IssuesException([new Issue('REQUEST_MALFORMED', $name)]);
		}
		$client = $this->client ?? throw $this->directory->unavailable('NOT_CONFIGURED');
		try {
			return $client->appointment($action, $wish);
		} catch (ServerFailure $failure) {
			Log::failure($failure);
			throw $this->directory->unavailable($failure->uncertain && $action !== 'view' ? 'CHANGE_UNCERTAIN' : 'APPOINTMENT_UNREACHABLE');
		} finally {
			if ($action !== 'view') {
				$this->directory->freeChanged();
			}
		}
	}
}
