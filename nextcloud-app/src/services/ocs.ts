// SPDX-License-Identifier: AGPL-3.0-or-later
import axios from '@nextcloud/axios'
import { getLanguage } from '@nextcloud/l10n'
import { generateOcsUrl } from '@nextcloud/router'
import { patiently } from './patience.ts'
import type { Catalog, Counts, RequestList } from '../types.ts'

/** Longest time in milliseconds that the page waits for an answer. */
export const timeout = 20_000

/** Asks an OCS route of the app; rejects with an AxiosError. */
export async function get<T>(route: string, params: Readonly<Record<string, string>> = {}): Promise<T> {
	const url = generateOcsUrl(`apps/sprechstunde/api/v1/${route}`)
	const headers = { 'Accept-Language': getLanguage() }
	const { data } = await axios.get<{ ocs: { data: T } }>(url, { params: { format: 'json', ...params }, headers, timeout })
	return data.ocs.data
}

/** Tells an OCS route of the app to do something; rejects with an AxiosError. */
export async function post<T>(route: string, body: object = {}): Promise<T> {
	const url = generateOcsUrl(`apps/sprechstunde/api/v1/${route}`)
	const { data } = await patiently(() => axios.post<{ ocs: { data: T } }>(url, body, { params: { format: 'json' }, headers: { 'Accept-Language': getLanguage() }, timeout }))
	return data.ocs.data
}

/** Gives an OCS route of the app a value; rejects with an AxiosError. */
export async function put<T>(route: string, body: object): Promise<T> {
	const url = generateOcsUrl(`apps/sprechstunde/api/v1/${route}`)
	const { data } = await patiently(() => axios.put<{ ocs: { data: T } }>(url, body, { params: { format: 'json' }, headers: { 'Accept-Language': getLanguage() }, timeout }))
	return data.ocs.data
}

/** Has an OCS route of the app take something away; rejects with an AxiosError. */
export async function remove(route: string): Promise<void> {
	const url = generateOcsUrl(`apps/sprechstunde/api/v1/${route}`)
	await patiently(() => axios.delete(url, { params: { format: 'json' }, headers: { 'Accept-Language': getLanguage() }, timeout }))
}

export const fetchCatalog = (): Promise<Catalog> => get('catalog')
export const fetchRequests = (): Promise<RequestList> => get('requests')

/** Cheap: asked every few seconds to learn whether anything changed. */
export const fetchCounts = (): Promise<Counts> => get('counts')
