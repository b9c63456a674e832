<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Settings;

use Sprechstunde\WordPress\Relay\Connection;
use Sprechstunde\WordPress\Security\CredentialStore;

/** What the administrator enters; the password is sealed and leaves this class only inside a Connection. */
final class Settings {
	public const OPTION = 'sprechstunde_settings';

	public function __construct(
		private readonly CredentialStore $credentials,
	) {
	}

	/** Of the Nextcloud, without a slash at the end; empty where not set. */
	public function address(): string {
		return $this->value('address');
	}

	public function user(): string {
		return $this->value('user');
	}

	/** The number patients read where the practice's own could not be asked for. */
	public function phone(): string {
		return $this->value('phone');
	}

	public function hasPassword(): bool {
		return $this->value('password') !== '';
	}

	/** A password is there but can't be opened: the salts in wp-config.php have changed since. */
	public function passwordIsUnreadable(): bool {
		return $this->hasPassword() && $this->credentials->open($this->value('password')) === null;
	}

	/** @return ?Connection null where something is missing */
	public function connection(): ?Connection {
		$password = $this->hasPassword() ? $this->credentials->open($this->value('password')) : null;
		return $this->address() === '' || $this->user() === '' || $password === null || !self::isAddress($this->address())
			? null
			: new Connection($this->address(), $this->user(), $password);
	}

	/**
	 * Stores them as they are; an empty password keeps the one that is there.
	 *
	 * @param string $address https://…, or http://… on this machine
	 */
	public function save(string $address, string $user, #[\SensitiveParameter] string $password, string $phone): void {
		update_option(self::OPTION, $this->sealed(['address' => $address, 'user' => $user, 'password' => $password, 'phone' => $phone]), false);
	}

	/**
	 * The form that is stored.
	 *
	 * @param array<mixed> $input address, user, password (plain; empty keeps the present one), phone
	 * @return array{address: string, user: string, password: string, phone: string}
	 */
	public function sealed(#[\SensitiveParameter] array $input): array {
		$text = static fn (string $name): string => is_string($input[$name] ?? null) ? trim($input[$name]) : '';
		// app passwords are shown in groups; whoever copies one by hand may put blanks around it
		$password = $text('password');
		return [
			'address' => rtrim($text('address'), '/'),
			'user' => $text('user'),
			'password' => $password === '' ? $this->value('password') : $this->credentials->seal($password),
			'phone' => $text('phone'),
		];
	}

	/** Credentials travel in every request: without TLS only on this machine, or where wp-config.php says that the network is trusted. */
	public static function isAddress(string $address): bool {
		$parts = wp_parse_url($address);
		if (!is_array($parts) || !isset($parts['scheme'], $parts['host']) || isset($parts['user']) || isset($parts['query']) || isset($parts['fragment'])) {
			return false;
		}
		$local = in_array($parts['host'], ['127.0.0.1', 'localhost', '[::1]'], true)
			|| (defined('SPRECHSTUNDE_ALLOW_HTTP') && constant('SPRECHSTUNDE_ALLOW_HTTP') === true);
		return $parts['scheme'] === 'https' || ($parts['scheme'] === 'http' && $local);
	}

	public static function delete(): void {
		delete_option(self::OPTION);
		delete_option(CaldavSection::OPTION);
	}

	private function value(string $name): string {
		$stored = get_option(self::OPTION, []);
		return is_array($stored) && is_string($stored[$name] ?? null) ? $stored[$name] : '';
	}
}
