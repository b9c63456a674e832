<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/**
 * The block before its script has run: what can be booked, and whom to call. Holds no nonce and nothing of the visitor, so it may be cached.
 *
 * @var array<string, mixed> $attributes
 */

use Sprechstunde\WordPress\Block\BookingBlock;
use Sprechstunde\WordPress\Plugin;

if (!defined('ABSPATH')) {
	exit;
}

$view = (new BookingBlock(Plugin::instance()->directory(), __DIR__))->view($attributes);
$german = $view['language'] === 'de';
$heading = $view['heading'] !== '' ? $view['heading'] : ($german ? 'Termin online anfragen' : 'Request an appointment online');
$phone = $view['phone'] === '' ? '' : sprintf('<a href="tel:%s">%s</a>', esc_attr((string)preg_replace('/[^0-9+]/', '', $view['phone'])), esc_html($view['phone']));
?>
<div <?php echo get_block_wrapper_attributes(['class' => 'sprechstunde', 'lang' => $view['language']]); // phpcs:ignore WordPress.Security.EscapeOutput -- escaped by WordPress ?> data-sprechstunde="<?php echo esc_attr($view['config']); ?>">
	<h2 class="sprechstunde__heading"><?php echo esc_html($heading); ?></h2>
	<?php if ($view['practice'] !== '') : ?>
		<p class="sprechstunde__practice"><?php echo esc_html($view['practice'] . ($view['address'] === '' ? '' : ' · ' . $view['address'])); ?></p>
	<?php endif; ?>
	<div class="sprechstunde__app">
		<?php if ($view['types'] !== []) : ?>
			<ul class="sprechstunde__list">
				<?php foreach ($view['types'] as $type) : ?>
					<li class="sprechstunde__choice">
						<span class="sprechstunde__choice-label"><?php echo esc_html($type['label']); ?></span>
						<span class="sprechstunde__choice-hint"><?php echo esc_html($type['minutes'] . ($german ? ' Minuten' : ' minutes')); ?></span>
					</li>
				<?php endforeach; ?>
			</ul>
		<?php endif; ?>
		<noscript>
			<p class="sprechstunde__notice"><?php echo esc_html($german ? 'Für die Online-Buchung muss JavaScript eingeschaltet sein.' : 'Booking online needs JavaScript.'); ?></p>
		</noscript>
		<?php if ($phone !== '') : ?>
			<p class="sprechstunde__call"><?php echo $german ? 'Termine auch telefonisch: ' : 'Appointments by phone as well: '; ?><?php echo $phone; // phpcs:ignore WordPress.Security.EscapeOutput -- escaped above ?></p>
		<?php endif; ?>
	</div>
</div>
