// SPDX-License-Identifier: GPL-3.0-or-later
// Ways into a Nextcloud that only its own machine has, and that need no look at its tables: PHP files and `occ` inside the installation.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { commandSettings, phpSettings } from '../servers/nextcloud/occ.ts'
import { target, type AccountName } from './target.ts'

/** The installation's folder, where the target says so (a Nextcloud that was started for this run). */
export function folder(): string | undefined {
	return target().folder ?? undefined
}

/** Runs a PHP file inside the installation; its output, errors included. */
export function php(args: readonly string[], input = ''): { code: number; output: string } {
	const cwd = folder()
	const { status, stdout, stderr } = spawnSync('php', [...cwd === undefined ? phpSettings : commandSettings(cwd), ...args], { cwd, input, encoding: 'utf8' })
	return { code: status ?? 1, output: stdout + stderr }
}

/** A file beside those that start the servers. */
export function script(name: string): string {
	return join(import.meta.dirname, '../servers/nextcloud', name)
}

const tokens = new Map<AccountName, string>()

/** An access token (RFC 6749 §4.1.4) from Nextcloud's own endpoint, for a client that the account let in. */
export async function oauthToken(account: AccountName): Promise<string> {
	const known = tokens.get(account)
	if (known !== undefined) return known
	const { output } = php([script('oauthCode.php'), target().accounts[account]?.user ?? ''])
	const { client, secret, code } = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<'client' | 'secret' | 'code', string>
	const response = await fetch(new URL('/index.php/apps/oauth2/api/v1/token', target().server.url), {
		method: 'POST',
		body: new URLSearchParams({ grant_type: 'authorization_code', code, client_id: client, client_secret: secret }),
	})
	const answer = await response.json() as { access_token?: string; token_type?: string }
	if (answer.access_token === undefined) throw new Error(`no access token: ${response.status} ${JSON.stringify(answer)}`)
	tokens.set(account, answer.access_token)
	return answer.access_token
}

/**
 * As people do who need a program no longer. While an account has a token that knows no password, its sign-in by password writes to its tokens
 * in a transaction that has read, and hashed for a second, before: on SQLite that fails where a job writes in between.
 */
export function forgetTokens(): void {
	for (const account of tokens.keys()) {
		const user = target().accounts[account]?.user ?? ''
		const { output } = php(['occ', 'user:auth-tokens:list', '--output=json', user])
		for (const { id, name } of JSON.parse(output) as { id: number; name: string }[]) {
			if (name === 'conformance') php(['occ', 'user:auth-tokens:delete', user, String(id)])
		}
	}
	tokens.clear()
}
