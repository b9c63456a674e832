// SPDX-License-Identifier: GPL-3.0-or-later
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** `preferred` where nothing listens there, else some free port of 127.0.0.1. */
export async function freePort(preferred = 0): Promise<number> {
	if (preferred > 0 && (await canListen(preferred)) === preferred) return preferred
	const port = await canListen(0)
	if (port === null) throw new Error('127.0.0.1 has no free port')
	return port
}

/** Waits until nothing answers on `port`; workers of PHP's server can outlive their parent for a moment. */
export async function portFreed(port: number, milliseconds = 5000): Promise<boolean> {
	const end = Date.now() + milliseconds
	while (Date.now() < end) {
		if (!(await answers(port))) return true
		await pause(50)
	}
	return !(await answers(port))
}

function canListen(port: number): Promise<number | null> {
	return new Promise((resolve) => {
		const server = createServer()
		server.once('error', () => resolve(null))
		server.listen(port, '127.0.0.1', () => {
			const address = server.address()
			server.close(() => resolve(typeof address === 'object' && address ? address.port : null))
		})
	})
}

function answers(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect(port, '127.0.0.1')
		socket.once('connect', () => { socket.destroy(); resolve(true) })
		socket.once('error', () => resolve(false))
	})
}
