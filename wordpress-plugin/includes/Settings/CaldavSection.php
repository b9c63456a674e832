<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Settings;

use Sprechstunde\Core\Addresses;
use Sprechstunde\WordPress\Caldav\CurlStream;

/** The part of the settings page about calendar programs at the website's own address. */
final class CaldavSection {
	public const OPTION = 'sprechstunde_caldav';

	/** Whether this plugin answers at `/caldav/`. */
	public static function isOn(): bool {
		return get_option(self::OPTION, '') === '1';
	}

	public static function register(string $group): void {
		register_setting($group, self::OPTION, ['type' => 'string', 'sanitize_callback' => static fn (mixed $value): string => $value === '1' ? '1' : '', 'show_in_rest' => false]);
	}

	/** A row of the form. */
	public static function row(): void {
		$address = home_url(Addresses::table()['prefix'] . '/');
		printf(
			'<tr><th scope="row">%s</th><td><label><input type="checkbox" name="%s" value="1"%s%s aria-describedby="sprechstunde-caldav-hint"> %s</label><p class="description" id="sprechstunde-caldav-hint">%s</p></td></tr>',
			esc_html__('Calendar programs', 'sprechstunde'), esc_attr(self::OPTION), self::isOn() ? ' checked' : '', CurlStream::isPossible() ? '' : ' disabled',
			/* translators: %s: an address */
			esc_html(sprintf(__('Hand requests to %s on to the Nextcloud', 'sprechstunde'), $address)),
			esc_html(CurlStream::isPossible()
				? __('Only where the web server can not do it itself (see below): it is slower, and each request keeps a PHP process busy. Passwords pass through and are not kept.', 'sprechstunde')
				: __('This needs PHP’s extension curl.', 'sprechstunde')),
		);
	}

	/** What the web server needs to do it. */
	public static function show(Settings $settings): void {
		echo '<h2>' . esc_html__('Calendar programs at the website’s address', 'sprechstunde') . '</h2>';
		echo '<p>' . esc_html__('Calendar programs and practice software can reach the practice’s calendars at this website’s address, with their own account and app password of the Nextcloud. Best the web server hands their requests on; this is what it needs:', 'sprechstunde') . '</p>';
		$parts = wp_parse_url(home_url('/'));
		$host = is_array($parts) ? ($parts['host'] ?? '') . (isset($parts['port']) ? ":{$parts['port']}" : '') : '';
		foreach (['nginx' => 'nginx', 'apache' => 'Apache'] as $server => $name) {
			$text = Addresses::webServer($server, $host, $settings->address());
			if ($text === null) {
				echo '<p>' . esc_html__('Enter the address of the Nextcloud first.', 'sprechstunde') . '</p>';
				return;
			}
			printf(
				'<details><summary>%1$s</summary><p><textarea class="large-text code" rows="12" readonly wrap="off" aria-label="%1$s" id="sprechstunde-web-server-%2$s">%3$s</textarea></p><p><button type="button" class="button" onclick="var t=document.getElementById(\'sprechstunde-web-server-%2$s\');t.select();navigator.clipboard?navigator.clipboard.writeText(t.value):document.execCommand(\'copy\')">%4$s</button></p></details>',
				/* translators: %s: nginx or Apache */
				esc_html(sprintf(__('Configuration for %s', 'sprechstunde'), $name)), esc_attr($server), esc_textarea($text), esc_html__('Copy', 'sprechstunde'),
			);
		}
	}
}
