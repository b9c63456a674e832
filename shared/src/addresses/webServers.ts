// SPDX-License-Identifier: GPL-3.0-or-later

export const webServers = ['nginx', 'apache'] as const
export type WebServer = (typeof webServers)[number]

/**
 * What a web server needs to serve `/caldav/` in place. `{website}`: host of the website; `{nextcloud}`: Nextcloud's address without a slash
 * at its end; `{host}`: its host, with the port where it has one; `{name}`: without. Lines that begin with `https:` are for an address in https only.
 *
 * Cookies stay out in both directions: each request brings its own credentials, and WordPress and Nextcloud never read each other's.
 */
export const webServerSnippets: Readonly<Record<WebServer, readonly string[]>> = {
	nginx: [
		'# Sprechstunde: https://{website}/caldav/ is answered by {nextcloud}.',
		'# Inside the "server { … }" of {website}; then: nginx -t && systemctl reload nginx',
		'location = /.well-known/caldav {',
		'\tabsolute_redirect off;',
		'\treturn 307 /caldav/;',
		'}',
		'location = /caldav {',
		'\tabsolute_redirect off;',
		'\treturn 307 /caldav/;',
		'}',
		'location ^~ /caldav/ {',
		'\tproxy_pass {nextcloud}/remote.php/dav/;',
		'\tproxy_redirect {nextcloud}/remote.php/dav/ /caldav/;',
		'\tproxy_http_version 1.1;',
		'\tproxy_buffering off;',
		'\tproxy_read_timeout 120s;',
		'\tclient_max_body_size 10m;',
		'\tproxy_set_header Host {host};',
		'\tproxy_set_header Connection "";',
		'\tproxy_set_header X-Forwarded-Prefix /caldav;',
		'\tproxy_set_header X-Forwarded-For $remote_addr;',
		'\tproxy_set_header X-Forwarded-Host "";',
		'\tproxy_set_header X-Forwarded-Proto "";',
		'\tproxy_set_header Forwarded "";',
		'\tproxy_set_header Cookie "";',
		'\tproxy_hide_header Set-Cookie;',
		'https:\tproxy_ssl_server_name on;',
		'https:\tproxy_ssl_name {name};',
		'https:\tproxy_ssl_verify on;',
		'https:\tproxy_ssl_verify_depth 4;',
		'https:\tproxy_ssl_trusted_certificate /etc/ssl/certs/ca-certificates.crt;',
		'}',
	],
	apache: [
		'# Sprechstunde: https://{website}/caldav/ is answered by {nextcloud}.',
		'# Inside the <VirtualHost> of {website}; before that: a2enmod proxy proxy_http headers alias',
		'https:# and: a2enmod ssl',
		'# Then: apachectl configtest && systemctl reload apache2',
		'RedirectMatch 307 ^/\\.well-known/caldav/?$ /caldav/',
		'RedirectMatch 307 ^/caldav$ /caldav/',
		'AllowEncodedSlashes NoDecode',
		'https:SSLProxyEngine on',
		'https:SSLProxyVerify require',
		'https:SSLProxyVerifyDepth 4',
		'https:SSLProxyCheckPeerName on',
		'https:SSLProxyCACertificateFile /etc/ssl/certs/ca-certificates.crt',
		'ProxyPass /caldav/ {nextcloud}/remote.php/dav/ timeout=120',
		'ProxyPassReverse /caldav/ {nextcloud}/remote.php/dav/',
		'<Location /caldav/>',
		'\tProxyPreserveHost Off',
		'\tProxyAddHeaders Off',
		'\tLimitRequestBody 10485760',
		'\tRequestHeader set X-Forwarded-Prefix /caldav',
		'\tRequestHeader set X-Forwarded-For expr=%{REMOTE_ADDR}',
		'\tRequestHeader unset X-Forwarded-Host',
		'\tRequestHeader unset X-Forwarded-Proto',
		'\tRequestHeader unset Forwarded',
		'\tRequestHeader unset Cookie',
		'\tHeader always unset Set-Cookie',
		'\tHeader unset Set-Cookie',
		'</Location>',
	],
}

/**
 * A web server's configuration with this site's values.
 *
 * @param website host of the website
 * @param nextcloud Nextcloud's address, http or https; null where one of the two can't stand in a configuration
 */
export function webServerSnippet(server: WebServer, website: string, nextcloud: string): string | null {
	const found = /^(https?):\/\/(([a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?)((?:\/[\w.~-]+)*)\/?$/i.exec(nextcloud)
	if (found === null || !/^[a-z0-9.-]+(?::\d{1,5})?$/i.test(website)) return null
	const [, scheme = '', host = '', name = '', path = ''] = found
	const values: Readonly<Record<string, string>> = { '{website}': website, '{nextcloud}': `${scheme}://${host}${path}`, '{host}': host, '{name}': name }
	return webServerSnippets[server]
		.filter((line) => scheme.toLowerCase() === 'https' || !line.startsWith('https:'))
		.map((line) => line.replace(/^https:/, '').replace(/\{(?:website|nextcloud|host|name)\}/g, (word) => values[word] ?? word))
		.join('\n') + '\n'
}
