<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\WordPress\Tests;

use Sprechstunde\WordPress\Relay\Answer;
use Sprechstunde\WordPress\Relay\Transport;
use Sprechstunde\WordPress\Relay\TransportFailure;

/** A calendar server that keeps what it gets; `$next` decides what happens to a PUT. */
final class FakeServer implements Transport {
	/** @var array<string, string> body by path */
	public array $objects = [];
	/** @var list<array{method: string, path: string, headers: array<string, string>, body: string}> */
	public array $requests = [];
	/** @var array<string, Answer|TransportFailure> answers that take the place of the usual one, by `METHOD path's end` */
	public array $next = [];
	/** whether a PUT is stored although its answer is replaced */
	public bool $storesAnyway = false;

	public function send(string $method, string $url, array $headers = [], string $body = '', float $timeout = 8.0): Answer {
		$path = (string)parse_url($url, PHP_URL_PATH);
		$this->requests[] = ['method' => $method, 'path' => $path, 'headers' => $headers, 'body' => $body];
		if ($method === 'PUT' && $this->storesAnyway) {
			$this->objects[$path] = $body;
		}
		foreach ($this->next as $what => $answer) {
			[$verb, $end] = explode(' ', $what);
			if ($verb === $method && str_ends_with($path, $end)) {
				return $answer instanceof TransportFailure ? throw $answer : $answer;
			}
		}
		return match (true) {
			str_ends_with($path, '/status.php') => new Answer(200, '{"installed":true,"versionstring":"32.0.1"}'),
			str_ends_with($path, '/cloud/user') => new Answer(200, '{"ocs":{"data":{"id":"website"}}}'),
			str_ends_with($path, '/catalog') => new Answer(200, (string)json_encode(['ocs' => ['data' => Samples::catalog()]])),
			$method === 'PROPFIND' => new Answer(207, '<multistatus/>'),
			$method === 'GET' => isset($this->objects[$path]) ? new Answer(200, "BEGIN:VCALENDAR\r\nSTATUS:TENTATIVE\r\n") : new Answer(404, ''),
			isset($this->objects[$path]) => new Answer(412, ''),
			default => $this->store($path, $body),
		};
	}

	/** How many requests of a method came. */
	public function count(string $method): int {
		return count(array_filter($this->requests, static fn (array $one): bool => $one['method'] === $method));
	}

	private function store(string $path, string $body): Answer {
		$this->objects[$path] = $body;
		return new Answer(201, '');
	}
}
