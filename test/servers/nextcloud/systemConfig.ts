// SPDX-License-Identifier: GPL-3.0-or-later

/**
 * Text of a `*.config.php`, which Nextcloud reads beside its own config.php. What changes from start to start (ports)
 * stands here, so that a second start needs no `occ`.
 */
export function systemConfig(options: { readonly url: string; readonly smtpPort: number }): string {
	const values = {
		'overwrite.cli.url': options.url,
		'trusted_domains': ['127.0.0.1', 'localhost'],
		'mail_smtpmode': 'smtp',
		'mail_smtphost': '127.0.0.1',
		'mail_smtpport': options.smtpPort,
		'mail_smtpauth': false,
		'mail_smtpsecure': '',
		'mail_from_address': 'praxis',
		'mail_domain': 'praxis.example',
		'default_language': 'de',
		'default_locale': 'de_DE',
		'default_timezone': 'Europe/Berlin',
		'skeletondirectory': '',
		'templatedirectory': '',
		'loglevel': 2,
		'has_internet_connection': false,
		'appstoreenabled': false,
		'updatechecker': false,
		// a private database has the one account it needs
		'setup_create_db_user': false,
		'allow_local_remote_servers': true,
		// tests wait for programs that never answer
		'sprechstunde.delivery_seconds': 2,
		'auth.bruteforce.protection.enabled': false,
		'ratelimit.protection.enabled': false,
		'knowledgebaseenabled': false,
		'defaultapp': 'sprechstunde,dashboard,files',
	}
	const json = JSON.stringify(values)
	return `<?php\n$CONFIG = json_decode(${phpString(json)}, true);\n`
}

function phpString(text: string): string {
	return `'${text.replace(/[\\']/g, '\\$&')}'`
}
