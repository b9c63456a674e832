// SPDX-License-Identifier: GPL-3.0-or-later
import { randomBytes } from 'node:crypto'

const saltNames = ['AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT', 'NONCE_SALT'] as const

/** Fresh salts; the plugin's stored password can only be read with the ones it was stored under. */
export function newSalts(): Record<string, string> {
	return Object.fromEntries(saltNames.map((name) => [name, randomBytes(48).toString('base64')]))
}

/** Text of wp-config.php; written anew at each start, because the port may be another. */
export function wpConfig(options: { readonly url: string; readonly database: string; readonly salts: Readonly<Record<string, string>>; readonly smtpPort: number }): string {
	const constants: Record<string, string | boolean | number> = {
		DB_NAME: 'wordpress', DB_USER: '', DB_PASSWORD: '', DB_HOST: '', DB_CHARSET: 'utf8mb4', DB_COLLATE: '',
		DB_ENGINE: 'sqlite', DB_DIR: options.database, DB_FILE: 'wordpress.sqlite',
		WP_HOME: options.url, WP_SITEURL: options.url,
		DISABLE_WP_CRON: true, AUTOMATIC_UPDATER_DISABLED: true, WP_HTTP_BLOCK_EXTERNAL: true, DISALLOW_FILE_MODS: true,
		WP_DEBUG: true, WP_DEBUG_DISPLAY: false, WP_DEBUG_LOG: `${options.database}/debug.log`,
		SPRECHSTUNDE_DEMO_SMTP_PORT: options.smtpPort,
		...options.salts,
	}
	const lines = Object.entries(constants).map(([name, value]) => `define('${name}', ${typeof value === 'string' ? phpString(value) : String(value)});`)
	return `<?php\n${lines.join('\n')}\n$table_prefix = 'wp_';\ndefined('ABSPATH') || define('ABSPATH', __DIR__ . '/');\nrequire_once ABSPATH . 'wp-settings.php';\n`
}

/** A must-use plugin that sends WordPress's own mail to the catcher. */
export const mailPlugin = `<?php
add_action('phpmailer_init', static function ($mailer): void {
	$mailer->isSMTP();
	$mailer->Host = '127.0.0.1';
	$mailer->Port = SPRECHSTUNDE_DEMO_SMTP_PORT;
	$mailer->SMTPAuth = false;
	$mailer->SMTPAutoTLS = false;
});
add_filter('wp_mail_from', static fn (): string => 'website@praxis.example');
`

function phpString(text: string): string {
	return `'${text.replace(/[\\']/g, '\\$&')}'`
}
