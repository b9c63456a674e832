<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use Sabre\DAV\Exception;
use Sabre\DAV\Server;
use Sprechstunde\Core\Issue;
use Sprechstunde\Core\IssuesException;

/** A refusal as CalDAV clients read it: the issues, with texts, inside DAV:error (RFC 4918 §16). */
final class Refusal extends Exception {
	private const NS = 'urn:sprechstunde';

	/**
	 * @param non-empty-list<Issue> $issues
	 * @param list<array{calendar: string, start: string, end: string}> $alternatives
	 */
	public function __construct(
		private array $issues,
		private array $alternatives = [],
	) {
		// codes only: the message ends up in logs
		parent::__construct(implode(', ', array_map(static fn (Issue $issue): string => $issue->code, $issues)));
	}

	public static function of(IssuesException $exception): self {
		return new self($exception->issues, $exception->alternatives);
	}

	public static function because(string $code, ?string $path = null, string|int ...$params): self {
		/** @var array<string, string|int> $params */
		return new self([new Issue($code, $path, $params)]);
	}

	public function getHTTPCode(): int {
		return $this->issues[0]->status();
	}

	public function serialize(Server $server, \DOMElement $errorNode): void {
		$language = str_starts_with(strtolower($server->httpRequest->getHeader('Accept-Language') ?? ''), 'en') ? 'en' : 'de';
		$document = $errorNode->ownerDocument ?? throw new \LogicException('an error node stands in a document');
		foreach ($this->issues as $issue) {
			$node = $document->createElementNS(self::NS, 'p:issue');
			$node->setAttribute('code', $issue->code);
			if ($issue->path !== null) {
				$node->setAttribute('path', $issue->path);
			}
			$text = $document->createElementNS(self::NS, 'p:text');
			$text->appendChild($document->createTextNode($issue->text($language)));
			$node->appendChild($text);
			foreach ($issue->params as $name => $value) {
				$param = $document->createElementNS(self::NS, 'p:param');
				$param->setAttribute('name', $name);
				$param->appendChild($document->createTextNode((string)$value));
				$node->appendChild($param);
			}
			$errorNode->appendChild($node);
		}
		foreach ($this->alternatives as $alternative) {
			$node = $document->createElementNS(self::NS, 'p:alternative');
			foreach ($alternative as $name => $value) {
				$node->setAttribute($name, $value);
			}
			$errorNode->appendChild($node);
		}
	}
}
