// SPDX-License-Identifier: GPL-3.0-or-later

/** A website in nginx as a process in the foreground. */
export function nginxConfiguration(folder: string, port: number): string {
	const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `\t${name}_temp_path ${folder}/${name};`)
	return [
		...process.getuid?.() === 0 ? ['user root;'] : [],
		'daemon off;',
		'worker_processes 1;',
		`pid ${folder}/nginx.pid;`,
		'events {}',
		'http {',
		`\taccess_log ${folder}/access.log;`,
		...temporary,
		'\tserver {',
		`\t\tlisten 127.0.0.1:${port};`,
		`\t\troot ${folder}/html;`,
		`\t\tinclude ${folder}/caldav.conf;`,
		'\t}',
		'}',
		'',
	].join('\n')
}
