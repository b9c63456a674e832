<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

/*
 * php setUp.php <folder of WordPress> < JSON: installs WordPress where it isn't yet, activates the plugin, stores its
 * connection through the plugin's own settings, and makes the pages. Prints {"bookingPage": URL}.
 */
/** @var array{title: string, text: string, footer: string, heading: string, admin: array{user: string, password: string}, connection: array{address: string, user: string, password: string, phone: string}} $input */
$input = json_decode((string)file_get_contents('php://stdin'), true, 16, JSON_THROW_ON_ERROR);
define('WP_INSTALLING', !is_file("{$argv[1]}/installed"));
$_SERVER['HTTP_HOST'] = '127.0.0.1';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
$_SERVER['REQUEST_METHOD'] = 'GET';

if (WP_INSTALLING) {
	/** The mail about the new site would need a mail server before there is one. */
	function wp_new_blog_notification(): void {
	}
}
require "{$argv[1]}/wp-load.php";
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/plugin.php';

if (WP_INSTALLING) {
	$result = wp_install($input['title'], $input['admin']['user'], 'praxis@praxis.example', true, '', $input['admin']['password'], 'de_DE');
	$admin = (int)$result['user_id'];
	foreach (get_posts(['post_type' => ['post', 'page'], 'post_status' => 'any', 'numberposts' => -1]) as $post) {
		wp_delete_post($post->ID, true);
	}
	switch_theme('twentytwentyfive');
	foreach ([
		'timezone_string' => 'Europe/Berlin', 'date_format' => 'j. F Y', 'time_format' => 'H:i', 'start_of_week' => 1,
		'blogdescription' => '', 'default_comment_status' => 'closed', 'default_ping_status' => 'closed', 'permalink_structure' => '/%postname%/',
	] as $name => $value) {
		update_option($name, $value);
	}
	$page = static fn (string $title, string $name, string $content): int => (int)wp_insert_post(wp_slash([
		'post_type' => 'page', 'post_status' => 'publish', 'post_author' => $admin,
		'post_title' => $title, 'post_name' => $name, 'post_content' => $content,
	]), true);
	$booking = $page($input['heading'], 'termin-buchen', '<!-- wp:sprechstunde/booking /-->');
	$front = $page('Willkommen', 'willkommen', $input['text']);
	update_option('show_on_front', 'page');
	update_option('page_on_front', $front);
	update_option('sprechstunde_demo_page', $booking);
	// the theme's own footer is full of sample links
	$footer = (int)wp_insert_post(wp_slash([
		'post_type' => 'wp_template_part', 'post_status' => 'publish', 'post_author' => $admin,
		'post_title' => 'Footer', 'post_name' => 'footer', 'post_content' => $input['footer'],
	]), true);
	wp_set_object_terms($footer, 'twentytwentyfive', 'wp_theme');
	wp_set_object_terms($footer, 'footer', 'wp_template_part_area');
	update_user_meta($admin, 'wp_persisted_preferences', [
		'core/edit-post' => ['welcomeGuide' => false],
		'core' => ['enableChoosePatternModal' => false],
		'_modified' => gmdate('c'),
	]);
	flush_rewrite_rules(false);
	touch("{$argv[1]}/installed");
}
$failure = activate_plugin('sprechstunde/sprechstunde.php');
if (is_wp_error($failure)) {
	fwrite(STDERR, $failure->get_error_message() . "\n");
	exit(1);
}
$settings = new Sprechstunde\WordPress\Settings\Settings(new Sprechstunde\WordPress\Security\CredentialStore(Sprechstunde\WordPress\Security\Keys::ofSite()));
$connection = $input['connection'];
$settings->save($connection['address'], $connection['user'], $connection['password'], $connection['phone']);
// the first run began without permalinks
$GLOBALS['wp_rewrite']->init();
echo json_encode(['bookingPage' => get_permalink((int)get_option('sprechstunde_demo_page'))], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES), "\n";
