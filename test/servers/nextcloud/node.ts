// SPDX-License-Identifier: GPL-3.0-or-later
import { fileURLToPath } from 'node:url'
import { made } from '../folders.ts'
import { freePort } from '../ports.ts'
import { answered, launch, type Launched } from '../process.ts'
import { phpSettings } from './occ.ts'

export interface NodeOptions {
	readonly name: string
	readonly folder: string
	readonly log: string
	readonly port?: number
	/** processes that answer; 1: the server itself, so that its pid is the one that works */
	readonly workers: number
	/** what the command is prefixed with, such as limits */
	readonly prefix?: readonly string[]
	/** folder in which compiled PHP is kept for nodes that start later */
	readonly compiled?: string
	/** what it is asked for until it answers; `status.php`, which starts Nextcloud, when absent */
	readonly greeting?: string
}

export interface PhpNode extends Launched {
	readonly url: string
}

const router = fileURLToPath(new URL('./router.php', import.meta.url))

/** A web server with PHP on an installation. Several on one installation share its database and its configuration, as nodes behind a balancer do. */
export async function startNode(options: NodeOptions): Promise<PhpNode> {
	const port = options.port ?? await freePort()
	const url = `http://127.0.0.1:${port}`
	const cache = options.compiled === undefined ? [] : ['-d', `opcache.file_cache=${made(options.compiled)}`]
	const [command = '', ...args] = [...options.prefix ?? [], 'php', ...phpSettings, ...cache, '-S', `127.0.0.1:${port}`, '-t', options.folder, router]
	const web = launch({
		name: options.name,
		command,
		args,
		cwd: options.folder,
		env: options.workers > 1 ? { PHP_CLI_SERVER_WORKERS: String(options.workers) } : {},
		log: options.log,
		port,
	})
	await answered(`${url}/${options.greeting ?? 'status.php'}`, web, options.log)
	return { ...web, url }
}
