<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress\Storage;

/** Our tables: requests being carried out, counters, and answers of Nextcloud kept for a moment. No patient's data. */
final class Tables {
	private const VERSION = '1';
	private const VERSION_OPTION = 'sprechstunde_tables';
	private const NAMES = ['requests', 'counters', 'answers'];
	/** Seconds: a retry after this is a new request. */
	private const KEPT = 172800;

	public static function requests(\wpdb $database): string {
		return $database->prefix . 'sprechstunde_requests';
	}

	public static function counters(\wpdb $database): string {
		return $database->prefix . 'sprechstunde_counters';
	}

	public static function answers(\wpdb $database): string {
		return $database->prefix . 'sprechstunde_answers';
	}

	/** Creates what is missing; cheap where nothing is. */
	public static function install(): void {
		if (get_option(self::VERSION_OPTION) === self::VERSION) {
			return;
		}
		global $wpdb;
		// @phpstan-ignore requireOnce.fileNotFound
		require_once ABSPATH . 'wp-admin/includes/upgrade.php';
		$collation = $wpdb->get_charset_collate();
		dbDelta('CREATE TABLE ' . self::requests($wpdb) . " (
			id char(64) NOT NULL,
			content char(64) NOT NULL,
			requested_at bigint(20) NOT NULL,
			started_at bigint(20) NOT NULL,
			answer text NOT NULL,
			PRIMARY KEY  (id)
		) $collation;");
		dbDelta('CREATE TABLE ' . self::counters($wpdb) . " (
			bucket varchar(100) NOT NULL,
			window_start bigint(20) NOT NULL,
			hits bigint(20) NOT NULL,
			PRIMARY KEY  (bucket,window_start)
		) $collation;");
		dbDelta('CREATE TABLE ' . self::answers($wpdb) . " (
			name varchar(150) NOT NULL,
			body longtext NOT NULL,
			fetched_at bigint(20) NOT NULL,
			claimed_at bigint(20) NOT NULL,
			failed_at bigint(20) NOT NULL,
			PRIMARY KEY  (name)
		) $collation;");
		update_option(self::VERSION_OPTION, self::VERSION);
	}

	/** Daily: takes away what is past its use. @param int $now epoch seconds */
	public static function purge(int $now): void {
		global $wpdb;
		$wpdb->query($wpdb->prepare('DELETE FROM ' . self::requests($wpdb) . ' WHERE requested_at < %d', $now - self::KEPT));
		$wpdb->query($wpdb->prepare('DELETE FROM ' . self::counters($wpdb) . ' WHERE window_start < %d', $now - 86400));
		$wpdb->query($wpdb->prepare('DELETE FROM ' . self::answers($wpdb) . " WHERE name LIKE 'free:%%' AND fetched_at < %d", $now - 86400));
	}

	public static function drop(): void {
		global $wpdb;
		foreach (self::NAMES as $name) {
			$wpdb->query("DROP TABLE IF EXISTS {$wpdb->prefix}sprechstunde_$name");
		}
		delete_option(self::VERSION_OPTION);
	}
}
