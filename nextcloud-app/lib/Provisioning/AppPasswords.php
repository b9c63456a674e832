<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Provisioning;

use OC\Authentication\Events\AppPasswordCreatedEvent;
use OC\Authentication\Token\IProvider;
use OCP\Authentication\Token\IToken;
use OCP\EventDispatcher\IEventDispatcher;
use OCP\Security\ISecureRandom;

/** App passwords, as `occ user:auth-tokens:add` makes them: OCP can take them back, but not make them. */
final class AppPasswords {
	public function __construct(
		private IProvider $tokens,
		private ISecureRandom $random,
		private IEventDispatcher $events,
	) {
	}

	/**
	 * @param string $program what uses it, for whoever looks through the account's sessions
	 * @param bool $isTyped somebody may have to type it into another machine: in groups, without letters that look alike
	 * @return string it is to be had here only
	 */
	public function create(string $userId, string $program = 'Website', bool $isTyped = false): string {
		$password = $isTyped ? implode('-', str_split($this->random->generate(25, ISecureRandom::CHAR_HUMAN_READABLE), 5)) : $this->random->generate(72, ISecureRandom::CHAR_ALPHANUMERIC);
		$token = $this->tokens->generateToken($password, $userId, $userId, null, "Sprechstunde ($program)", IToken::PERMANENT_TOKEN, IToken::DO_NOT_REMEMBER);
		// calendars are no files
		$token->setScope([IToken::SCOPE_FILESYSTEM => false]);
		$this->tokens->updateToken($token);
		$this->events->dispatchTyped(new AppPasswordCreatedEvent($token));
		return $password;
	}

	/** One that nobody was told, as far as that works. */
	public function takeBack(string $password): void {
		try {
			$this->tokens->invalidateToken($password);
		} catch (\Throwable) {
			// nobody knows it
		}
	}
}
