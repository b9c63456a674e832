<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress;

use Sprechstunde\WordPress\Block\BookingBlock;
use Sprechstunde\WordPress\Booking\BookingService;
use Sprechstunde\WordPress\Booking\Directory;
use Sprechstunde\WordPress\Booking\OwnAppointment;
use Sprechstunde\WordPress\Booking\SlotHolds;
use Sprechstunde\WordPress\Caldav\Proxy;
use Sprechstunde\WordPress\Relay\CalDavClient;
use Sprechstunde\WordPress\Relay\OcsClient;
use Sprechstunde\WordPress\Relay\Transport;
use Sprechstunde\WordPress\Relay\WordPressTransport;
use Sprechstunde\WordPress\Rest\AppointmentRoute;
use Sprechstunde\WordPress\Rest\BookingsRoute;
use Sprechstunde\WordPress\Rest\CatalogRoute;
use Sprechstunde\WordPress\Rest\FreeRoute;
use Sprechstunde\WordPress\Rest\HoldsRoute;
use Sprechstunde\WordPress\Rest\JsonBody;
use Sprechstunde\WordPress\Rest\OffersRoute;
use Sprechstunde\WordPress\Rest\SameSite;
use Sprechstunde\WordPress\Security\CredentialStore;
use Sprechstunde\WordPress\Security\IdempotencyStore;
use Sprechstunde\WordPress\Security\Keys;
use Sprechstunde\WordPress\Security\RateLimiter;
use Sprechstunde\WordPress\Settings\Settings;
use Sprechstunde\WordPress\Settings\SettingsPage;
use Sprechstunde\WordPress\Storage\AnswerCache;
use Sprechstunde\WordPress\Storage\DatabaseCounter;
use Sprechstunde\WordPress\Storage\Tables;

/** All wiring: what is made, of what, and where WordPress calls it. */
final class Plugin {
	private const PURGE = 'sprechstunde_purge';
	private static ?self $instance = null;

	private readonly Keys $keys;
	private readonly Transport $transport;
	private readonly Settings $settings;
	private readonly Directory $directory;

	private function __construct(
		private readonly string $file,
	) {
		global $wpdb;
		$this->keys = Keys::ofSite();
		$this->transport = new WordPressTransport();
		$this->settings = new Settings(new CredentialStore($this->keys));
		$this->directory = new Directory(new AnswerCache($wpdb), $this->settings, fn (): ?OcsClient => $this->ocsClient());
	}

	/** @param string $file the plugin's main file; needed once */
	public static function instance(string $file = ''): self {
		return self::$instance ??= new self($file);
	}

	public function settings(): Settings {
		return $this->settings;
	}

	public function directory(): Directory {
		return $this->directory;
	}

	public function register(): void {
		register_activation_hook($this->file, static function (): void {
			Tables::install();
			wp_next_scheduled(self::PURGE) || wp_schedule_event(time() + 3600, 'daily', self::PURGE);
		});
		register_deactivation_hook($this->file, static function (): void {
			wp_clear_scheduled_hook(self::PURGE);
		});
		add_action('plugins_loaded', (new Proxy($this->settings))->serve(...), 0);
		add_action(self::PURGE, static fn () => Tables::purge(time()));
		add_action('init', function (): void {
			Tables::install();
			Language::load(dirname($this->file) . '/languages');
			(new BookingBlock($this->directory, dirname($this->file) . '/build/booking'))->register();
		});
		(new SettingsPage($this->settings, $this->directory, $this->transport))->register();
		$this->registerRoutes();
	}

	private function registerRoutes(): void {
		global $wpdb;
		$limiter = new RateLimiter(new DatabaseCounter($wpdb), $this->keys);
		add_action('rest_api_init', function () use ($limiter): void {
			(new CatalogRoute($this->directory))->register();
			(new FreeRoute($this->directory, $limiter))->register();
			(new BookingsRoute($this->directory, $limiter, fn (): BookingService => $this->bookingService()))->register();
			(new OffersRoute($this->directory, $limiter, fn (): ?OcsClient => $this->ocsClient()))->register();
			(new AppointmentRoute($limiter, fn (): OwnAppointment => new OwnAppointment($this->directory, $this->ocsClient())))->register();
			(new HoldsRoute($limiter, fn (): SlotHolds => new SlotHolds($this->directory, $this->keys, $this->ocsClient())))->register();
		});
		add_filter('rest_pre_dispatch', SameSite::check(...), 10, 3);
		add_filter('rest_pre_dispatch', JsonBody::check(...), 20, 3);
		add_filter('rest_pre_serve_request', SameSite::withoutCors(...), 20, 3);
	}

	private function bookingService(): BookingService {
		global $wpdb;
		$connection = $this->settings->connection();
		return new BookingService(
			$this->directory,
			new IdempotencyStore($wpdb, $this->keys),
			$connection === null ? null : new CalDavClient($connection, $this->transport),
		);
	}

	private function ocsClient(): ?OcsClient {
		$connection = $this->settings->connection();
		return $connection === null ? null : new OcsClient($connection, $this->transport);
	}
}
