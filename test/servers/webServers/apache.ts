// SPDX-License-Identifier: GPL-3.0-or-later

/** Where Debian keeps Apache's modules. */
export const apacheModules = '/usr/lib/apache2/modules'

const modules = ['mpm_event', 'authz_core', 'dir', 'alias', 'headers', 'proxy', 'proxy_http', 'socache_shmcb', 'ssl'] as const

/** A website in Apache as a process in the foreground. */
export function apacheConfiguration(folder: string, port: number): string {
	return [
		...modules.map((name) => `LoadModule ${name}_module ${apacheModules}/mod_${name}.so`),
		...process.getuid?.() === 0 ? ['User nobody', 'Group nogroup'] : [],
		`ServerRoot ${folder}`,
		`DefaultRuntimeDir ${folder}`,
		`PidFile ${folder}/apache.pid`,
		'ServerName 127.0.0.1',
		`Listen 127.0.0.1:${port}`,
		`ErrorLog ${folder}/error.log`,
		`CustomLog ${folder}/access.log "%m %U %>s"`,
		'StartServers 1',
		`<VirtualHost 127.0.0.1:${port}>`,
		`\tDocumentRoot ${folder}/html`,
		'\tDirectoryIndex index.html',
		`\tInclude ${folder}/caldav.conf`,
		'</VirtualHost>',
		'',
	].join('\n')
}
