<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Relay;

/** Carries one HTTP request; redirections are not followed, since they would carry the credentials elsewhere. */
interface Transport {
	/**
	 * @param array<string, string> $headers
	 * @param float $timeout seconds
	 * @throws TransportFailure where no answer came
	 */
	public function send(string $method, string $url, array $headers = [], string $body = '', float $timeout = 8.0): Answer;
}
