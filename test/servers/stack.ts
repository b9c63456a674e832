// SPDX-License-Identifier: GPL-3.0-or-later
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Practice } from '@sprechstunde/core'
import { calendarUrls, type Account, type Accounts, type CalendarUrls } from './accounts.ts'
import { startEmbedded } from './embedded/server.ts'
import { cacheFolder, made, temporaryFolder } from './folders.ts'
import { startMailCatcher, type MailCatcher } from './mail.ts'
import { startNextcloud, type Nextcloud, type NextcloudOptions } from './nextcloud.ts'
import { freePort } from './ports.ts'
import { onStop } from './process.ts'
import { chooseRelease, downloadRelease, locateReleases, type Release } from './releases.ts'
import { bookingPath, startWordPress, type WordPress } from './wordpress.ts'

export const practiceFile = fileURLToPath(new URL('./practice.json', import.meta.url))

/** What `npm run demo -- --json` prints. */
export interface StackInfo {
	readonly server: { readonly kind: 'nextcloud' | 'embedded'; readonly version: string; readonly url: string }
	/** null only where it was asked not to start */
	readonly website: { readonly kind: 'wordpress'; readonly version: string; readonly url: string; readonly bookingPage: string } | null
	readonly mail: { readonly url: string; readonly folder: string }
	/** app passwords; a stack for tests also has `none`, which reaches the calendars without having a role */
	readonly accounts: Accounts & { readonly none?: Account }
	readonly calendars: readonly CalendarUrls[]
	/** the website's page for patients' links; null: mails have none */
	readonly manageUrl: string | null
}

export interface Stack {
	readonly info: StackInfo
	readonly mail: MailCatcher
	readonly nextcloud: Nextcloud | null
	readonly wordpress: WordPress | null
	readonly practice: Practice
	/** Runs `occ`; throws with its output when it fails, and where the server isn't Nextcloud. */
	readonly occ: (args: readonly string[]) => string
	readonly stop: () => Promise<void>
}

export interface StackOptions {
	readonly server: 'nextcloud' | 'embedded'
	/** a release, or the beginning of its version; the preferred one when absent */
	readonly release?: Release | string
	/** whether WordPress is started too; true when absent */
	readonly website?: boolean
	/** true: a new folder that is removed by `stop()`; false: the demo's, which keeps its data */
	readonly fresh: boolean
	/** throws the demo's data away first */
	readonly reset?: boolean
	/** first of four ports that are taken where they are free */
	readonly ports?: number
	/** how Nextcloud is started, where that isn't as usual */
	readonly nextcloud?: Pick<NextcloudOptions, 'database' | 'jobs'>
	/** page for patients' links in mails; without it the sample practice's own, which has none */
	readonly manageUrl?: string
	/** true: that page is the website's own, with the booking block */
	readonly linksToWebsite?: boolean
	/** hears what is being done */
	readonly say?: (text: string) => void
}

/** Nextcloud (or its stand-in), WordPress and mail catcher with the sample practice. Everything listens on 127.0.0.1 only. */
export async function startStack(options: StackOptions): Promise<Stack> {
	const say = options.say ?? (() => undefined)
	const stateDir = options.fresh ? temporaryFolder() : cacheFolder('demo')
	if (options.reset && !options.fresh) for (const part of ['mail', 'website', 'embedded', 'nextcloud']) rmSync(join(stateDir, part), { recursive: true, force: true })
	const port = (index: number): { port?: number } => (options.ports === undefined ? {} : { port: options.ports + index })
	// its address stands in the practice's configuration, which the server gets first
	const websitePort = options.linksToWebsite === true ? { port: await freePort(options.ports) } : port(0)
	const { practice, file } = practiceOf(options.linksToWebsite === true ? { manageUrl: `http://127.0.0.1:${websitePort.port ?? 0}/${bookingPath}/` } : options, stateDir)
	const remove = onStop(async () => { if (options.fresh) rmSync(stateDir, { recursive: true, force: true, maxRetries: 3 }) })

	const mail = await startMailCatcher({ folder: join(stateDir, 'mail'), ...port(2), ...(options.ports === undefined ? {} : { smtpPort: options.ports + 3 }) })
	const server = options.server === 'nextcloud'
		? await nextcloud(options, file, stateDir, mail.smtpPort, port(1), say)
		: await embedded(practice, stateDir, mail.smtpPort, port(1), say)
	let wordpress: WordPress | null = null
	if (options.website ?? true) {
		say('WordPress …')
		const connection = { address: server.url, ...server.accounts.booking }
		wordpress = await startWordPress({ stateDir: join(stateDir, 'website'), practice, connection, smtpPort: mail.smtpPort, ...websitePort })
	}
	const { kind, version, url, accounts } = server
	return {
		info: {
			server: { kind, version, url },
			website: wordpress && { kind: 'wordpress', version: wordpress.version, url: wordpress.url, bookingPage: wordpress.bookingPage },
			mail: { url: mail.url, folder: mail.folder },
			accounts,
			calendars: calendarUrls(url, practice, accounts.none ?? null),
			manageUrl: practice.website.manageUrl,
		},
		mail,
		nextcloud: server.nextcloud,
		wordpress,
		practice,
		occ: (args) => {
			if (!server.nextcloud) throw new Error('occ is to be had on Nextcloud only')
			return server.nextcloud.occ(args)
		},
		stop: async () => {
			await Promise.all([wordpress?.stop(), server.stop()])
			await mail.stop()
			await remove()
		},
	}
}

/** The sample practice, with what the options change in it. */
function practiceOf({ manageUrl }: Pick<StackOptions, 'manageUrl'>, stateDir: string): { practice: Practice; file: string } {
	const sample = JSON.parse(readFileSync(practiceFile, 'utf8')) as Practice
	if (manageUrl === undefined) return { practice: sample, file: practiceFile }
	const practice = { ...sample, website: { ...sample.website, manageUrl } }
	const file = join(made(stateDir), 'practice.json')
	writeFileSync(file, JSON.stringify(practice))
	return { practice, file }
}

interface Server {
	readonly kind: 'nextcloud' | 'embedded'
	readonly version: string
	readonly url: string
	readonly accounts: StackInfo['accounts']
	readonly nextcloud: Nextcloud | null
	readonly stop: () => Promise<void>
}

async function nextcloud(options: StackOptions, practiceFile: string, stateDir: string, smtpPort: number, port: { port?: number }, say: (text: string) => void): Promise<Server> {
	const wanted = options.release
	const release = typeof wanted === 'object' ? wanted : await findRelease(wanted, say)
	if (!release) throw new Error(`Nextcloud ${wanted ?? ''} is neither here nor to be had`)
	say(`Nextcloud ${release.version} …`)
	const server = await startNextcloud({ release, stateDir: made(join(stateDir, 'nextcloud', release.version)), practiceFile, smtpPort, guest: options.fresh, ...port, ...options.nextcloud })
	return { kind: 'nextcloud', version: server.version, url: server.url, accounts: server.accounts, nextcloud: server, stop: server.stop }
}

async function embedded(practice: Practice, stateDir: string, smtpPort: number, port: { port?: number }, say: (text: string) => void): Promise<Server> {
	say('Embedded calendar server …')
	const server = await startEmbedded({ practice, smtpPort, stateDir: join(stateDir, 'embedded'), port: await freePort(port.port) })
	const stop = onStop(() => server.stop())
	const { booking, staff, admin, pvs, none } = server.accounts
	const login = ({ user, password }: Account): Account => ({ user, password })
	const accounts = { booking: login(booking), staff: login(staff), admin: login(admin), pvs: login(pvs), ...(stateDir.startsWith(cacheFolder()) ? {} : { none: login(none) }) }
	return { kind: 'embedded', version: server.version, url: server.url, accounts, nextcloud: null, stop }
}

/** On this machine, else from Nextcloud's makers; null where neither. */
export async function findRelease(wanted: string | undefined, say: (text: string) => void = () => undefined): Promise<Release | null> {
	const here = chooseRelease(locateReleases(), wanted)
	if (here) return here
	if (wanted && !/^\d+\.\d+\.\d+$/.test(wanted)) return null
	say('No Nextcloud release here; asking download.nextcloud.com …')
	return downloadRelease(wanted)
}
