// SPDX-License-Identifier: GPL-3.0-or-later
import { existsSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** Mozilla's remote control: what runs in Thunderbird has the rights of Thunderbird's own code. */
export interface Marionette {
	/** Runs the body of an async function with `args` inside Thunderbird; what it returns must be JSON. */
	readonly execute: <T>(body: string, ...args: readonly unknown[]) => Promise<T>
	/** Has Thunderbird quit as its menu does. */
	readonly quit: () => Promise<void>
}

type Message = [kind: number, id: number, error: { readonly error: string; readonly message: string } | null, result: unknown]

/** Waits until Thunderbird listens on the port that it wrote into its profile, and opens a session. */
export async function openMarionette(profile: string, running: () => boolean): Promise<Marionette> {
	const socket = await connected(join(profile, 'MarionetteActivePort'), running)
	const waiting = new Map<number, (message: Message) => void>()
	receive(socket, (message) => {
		if (Array.isArray(message)) waiting.get((message as Message)[1])?.(message as Message)
	})
	let last = 0
	const send = async (command: string, parameters: object): Promise<unknown> => {
		const id = ++last
		const text = JSON.stringify([0, id, command, parameters])
		const answer = new Promise<Message>((resolve, reject) => {
			waiting.set(id, resolve)
			socket.once('close', () => { reject(new Error(`Thunderbird went away at ${command}`)) })
		})
		socket.write(`${Buffer.byteLength(text)}:${text}`)
		const [, , error, result] = await answer
		waiting.delete(id)
		if (error !== null) throw new Error(`${error.error}: ${error.message}`)
		return result
	}
	await send('WebDriver:NewSession', { capabilities: { alwaysMatch: { timeouts: { script: 120_000 } } } })
	await send('Marionette:SetContext', { value: 'chrome' })
	return {
		execute: async <T>(body: string, ...args: readonly unknown[]) => {
			const script = `const [args, done] = arguments; (async (...args) => {${body}})(...args).then((value) => done({ value }), (error) => done({ error: String(error) + '\\n' + (error?.stack ?? '') }))`
			const { value } = await send('WebDriver:ExecuteAsyncScript', { script, args: [args], sandbox: 'system', newSandbox: false }) as { value: { value?: T; error?: string } }
			if (value.error !== undefined) throw new Error(value.error)
			return value.value as T
		},
		quit: async () => {
			await send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined)
			socket.destroy()
		},
	}
}

async function connected(portFile: string, running: () => boolean): Promise<Socket> {
	for (let tries = 0; tries < 600 && running(); tries++, await pause(200)) {
		const port = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0
		if (port === 0) continue
		const socket = connect(port, '127.0.0.1')
		const open = await new Promise<boolean>((resolve) => {
			socket.once('connect', () => { resolve(true) })
			socket.once('error', () => { resolve(false) })
		})
		if (open) return socket
	}
	throw new Error('Thunderbird did not open its remote control')
}

/** Messages as `LENGTH:JSON`, the length in bytes. */
function receive(socket: Socket, take: (message: unknown) => void): void {
	let buffer = Buffer.alloc(0)
	socket.on('data', (chunk: Buffer) => {
		buffer = Buffer.concat([buffer, chunk])
		for (;;) {
			const colon = buffer.indexOf(':')
			const end = colon + 1 + Number(buffer.subarray(0, Math.max(colon, 0)).toString())
			if (colon < 0 || buffer.length < end) return
			take(JSON.parse(buffer.subarray(colon + 1, end).toString()))
			buffer = buffer.subarray(end)
		}
	})
}
