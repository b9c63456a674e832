<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Settings;

use Sprechstunde\WordPress\Booking\Directory;
use Sprechstunde\WordPress\Language;
use Sprechstunde\WordPress\Relay\Transport;

/** Settings → Sprechstunde. */
final class SettingsPage {
	public const SLUG = 'sprechstunde';
	private const TEST = 'sprechstunde_test';

	public function __construct(
		private readonly Settings $settings,
		private readonly Directory $directory,
		private readonly Transport $transport,
	) {
	}

	public function register(): void {
		add_action('admin_menu', function (): void {
			add_options_page(__('Sprechstunde', 'sprechstunde'), __('Sprechstunde', 'sprechstunde'), 'manage_options', self::SLUG, $this->show(...));
		});
		add_action('admin_init', function (): void {
			register_setting(self::SLUG, Settings::OPTION, ['type' => 'object', 'sanitize_callback' => $this->sanitize(...), 'show_in_rest' => false]);
			CaldavSection::register(self::SLUG);
		});
		add_action('update_option_' . Settings::OPTION, $this->directory->forget(...), 10, 0);
		add_action('add_option_' . Settings::OPTION, $this->directory->forget(...), 10, 0);
		add_action('admin_post_' . self::TEST, $this->test(...));
	}

	/**
	 * WordPress passes the stored value through here as well when code calls update_option: that one is sealed already.
	 *
	 * @return array<string, string>
	 */
	private function sanitize(mixed $input): array {
		$input = is_array($input) ? $input : [];
		if (!isset($input['form'])) {
			return array_map(static fn (mixed $value): string => is_string($value) ? $value : '', array_intersect_key($input, array_flip(['address', 'user', 'password', 'phone'])));
		}
		$clean = array_map(static fn (mixed $value): string => is_string($value) ? (string)preg_replace('/\p{Cc}+/u', '', $value) : '', $input);
		$address = trim($clean['address'] ?? '');
		if ($address !== '' && !Settings::isAddress($address)) {
			add_settings_error(self::SLUG, 'address', (new \Sprechstunde\Core\Issue('ADDRESS_INVALID'))->text(Language::ofUser()));
		}
		return $this->settings->sealed($clean);
	}

	private function show(): void {
		$result = get_transient($this->resultName());
		delete_transient($this->resultName());
		?>
		<div class="wrap">
			<h1><?php esc_html_e('Sprechstunde', 'sprechstunde'); ?></h1>
			<p><?php esc_html_e('Connects this website with the practice’s Nextcloud. Patients’ requests go straight into its calendars; this website keeps no patient data.', 'sprechstunde'); ?></p>
			<?php $this->notice($result); ?>
			<form action="options.php" method="post">
				<?php settings_fields(self::SLUG); ?>
				<input type="hidden" name="<?php echo esc_attr(Settings::OPTION); ?>[form]" value="1">
				<table class="form-table" role="presentation">
					<?php
					$this->row('address', 'url', __('Address of the Nextcloud', 'sprechstunde'), $this->settings->address(), __('For example https://cloud.example.com', 'sprechstunde'));
		$this->row('user', 'text', __('Booking user', 'sprechstunde'), $this->settings->user(), __('The account in the group for online booking. It sees free times and its own requests, nothing else.', 'sprechstunde'));
		$this->row('password', 'password', __('App password', 'sprechstunde'), '', $this->passwordHint());
		$this->row('phone', 'tel', __('Phone number as a fallback', 'sprechstunde'), $this->settings->phone(), __('Patients read it where the Nextcloud has never been reached. Otherwise the practice’s number from the Nextcloud is shown.', 'sprechstunde'));
		CaldavSection::row();
		?>
				</table>
				<?php submit_button(); ?>
			</form>
			<h2><?php esc_html_e('Connection', 'sprechstunde'); ?></h2>
			<form action="<?php echo esc_url(admin_url('admin-post.php')); ?>" method="post">
				<input type="hidden" name="action" value="<?php echo esc_attr(self::TEST); ?>">
				<?php wp_nonce_field(self::TEST); ?>
				<p><?php esc_html_e('Save first, then test what is stored.', 'sprechstunde'); ?></p>
				<?php submit_button(__('Test connection', 'sprechstunde'), 'secondary', 'submit', false); ?>
			</form>
			<h2><?php esc_html_e('Booking on a page', 'sprechstunde'); ?></h2>
			<p><?php esc_html_e('Add the block “Appointment booking” to any page.', 'sprechstunde'); ?></p>
			<?php LinksSection::show($this->directory); ?>
			<?php CaldavSection::show($this->settings); ?>
		</div>
		<?php
	}

	private function row(string $name, string $type, string $label, string $value, string $hint): void {
		$id = "sprechstunde-$name";
		printf(
			'<tr><th scope="row"><label for="%1$s">%2$s</label></th><td><input class="regular-text" id="%1$s" type="%3$s" name="%4$s[%5$s]" value="%6$s" autocomplete="%7$s" aria-describedby="%1$s-hint"><p class="description" id="%1$s-hint">%8$s</p></td></tr>',
			esc_attr($id), esc_html($label), esc_attr($type), esc_attr(Settings::OPTION), esc_attr($name), esc_attr($value),
			$type === 'password' ? 'new-password' : 'off', esc_html($hint),
		);
	}

	private function passwordHint(): string {
		return match (true) {
			$this->settings->passwordIsUnreadable() => (new \Sprechstunde\Core\Issue('CREDENTIALS_UNREADABLE'))->text(Language::ofUser()),
			$this->settings->hasPassword() => __('A password is stored, encrypted. Leave this empty to keep it.', 'sprechstunde'),
			default => __('Create it in Nextcloud, logged in as the booking user: Settings → Security → App passwords. It is stored encrypted and never shown.', 'sprechstunde'),
		};
	}

	private function notice(mixed $result): void {
		if (!is_array($result) || !is_string($result['text'] ?? null)) {
			return;
		}
		printf('<div class="notice notice-%s" role="status"><p>%s</p></div>', ($result['ok'] ?? false) === true ? 'success' : 'error', esc_html($result['text']));
	}

	private function test(): void {
		if (!current_user_can('manage_options')) {
			wp_die(esc_html__('You may not do this.', 'sprechstunde'), '', ['response' => 403]);
		}
		check_admin_referer(self::TEST);
		set_transient($this->resultName(), ConnectionReport::of($this->settings, $this->transport, Language::ofUser()), 60);
		$this->directory->forget();
		wp_safe_redirect(admin_url('options-general.php?page=' . self::SLUG));
		exit;
	}

	private function resultName(): string {
		return 'sprechstunde_test_' . get_current_user_id();
	}
}
