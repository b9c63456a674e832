<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Settings;

use Sprechstunde\Core\IssuesException;
use Sprechstunde\WordPress\Block\BookingPages;
use Sprechstunde\WordPress\Booking\Directory;

/** The part of the settings page that names the address to which the links in mails have to lead, and says whether the Nextcloud knows it. */
final class LinksSection {
	public static function show(Directory $directory): void {
		$pages = BookingPages::published();
		echo '<h2>' . esc_html__('Links in e-mails', 'sprechstunde') . '</h2>';
		echo '<p>' . esc_html__('With the link in an e-mail patients see, move and cancel their appointment, and accept what the waiting list offers them. The page with the booking block does that as well.', 'sprechstunde') . '</p>';
		if ($pages === []) {
			echo '<p>' . esc_html__('There is no published page with the block yet. Its address will stand here.', 'sprechstunde') . '</p>';
			return;
		}
		echo '<p>' . esc_html__('Enter this address in the Nextcloud: Sprechstunde → Settings → Website → Page for patients’ links.', 'sprechstunde') . '</p>';
		echo '<table class="form-table" role="presentation">';
		foreach ($pages as $address => $title) {
			printf(
				'<tr><th scope="row"><label for="%1$s">%2$s</label></th><td><input class="regular-text code" id="%1$s" type="url" readonly value="%3$s" onfocus="this.select()"></td></tr>',
				esc_attr('sprechstunde-link-' . md5($address)), esc_html($title), esc_attr($address),
			);
		}
		echo '</table>';
		self::state($pages, $directory);
	}

	/** @param array<string, string> $pages title by address */
	private static function state(array $pages, Directory $directory): void {
		try {
			$catalog = $directory->freshCatalog();
		} catch (IssuesException) {
			return;
		}
		// an older app doesn't say
		if (!array_key_exists('manageUrl', $catalog)) {
			return;
		}
		$entered = is_string($catalog['manageUrl']) ? $catalog['manageUrl'] : '';
		$text = match (true) {
			$entered === '' => __('No page is entered in the Nextcloud yet: its e-mails have no link.', 'sprechstunde'),
			self::isOneOf($entered, $pages) => __('The Nextcloud has this address.', 'sprechstunde'),
			/* translators: %s: an address */
			default => sprintf(__('The Nextcloud has another address: %s', 'sprechstunde'), $entered),
		};
		printf('<div class="notice notice-%s inline"><p>%s</p></div>', self::isOneOf($entered, $pages) ? 'success' : 'warning', esc_html($text));
	}

	/** @param array<string, string> $pages title by address */
	private static function isOneOf(string $address, array $pages): bool {
		$plain = static fn (string $one): string => rtrim(explode('#', $one)[0], '/');
		return in_array($plain($address), array_map($plain, array_keys($pages)), true);
	}
}
