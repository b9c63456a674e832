<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Controller;

use OCP\AppFramework\Http;
use OCP\AppFramework\Http\DataResponse;

/**
 * What a JSON route answers.
 *
 * @extends DataResponse<Http::STATUS_*, array<array-key, mixed>, array<string, mixed>>
 */
final class Answer extends DataResponse {
	/**
	 * @param array<array-key, mixed> $data
	 * @param int $status of HTTP
	 */
	public function __construct(array $data, int $status = 200) {
		/** @var Http::STATUS_* $status */
		parent::__construct($data, $status);
	}
}
