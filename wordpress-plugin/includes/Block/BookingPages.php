<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Block;

/** Where on this site patients find the block. */
final class BookingPages {
	private const BLOCK = 'sprechstunde/booking';
	private const MOST = 20;

	/** @return array<string, string> title by address, of what is published */
	public static function published(): array {
		$posts = get_posts([
			'post_type' => array_values(get_post_types(['public' => true])),
			'post_status' => 'publish',
			'has_password' => false,
			's' => '<!-- wp:' . self::BLOCK,
			'sentence' => true,
			'search_columns' => ['post_content'],
			'orderby' => 'ID',
			'order' => 'ASC',
			'numberposts' => self::MOST,
		]);
		$pages = [];
		foreach ($posts as $post) {
			$address = $post instanceof \WP_Post && has_block(self::BLOCK, $post) ? get_permalink($post) : false;
			if (is_string($address)) {
				$pages[$address] = get_the_title($post);
			}
		}
		return $pages;
	}
}
