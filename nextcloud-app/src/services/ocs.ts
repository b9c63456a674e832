// SPDX-License-Identifier: AGPL-3.0-or-later
import axios from '@nextcloud/axios'
import { getLanguage } from '@nextcloud/l10n'
import { generateOcsUrl } from '@nextcloud/router'
import { patiently } from './patience.ts'
import type { Catalog, Counts, RequestList } from '../types.ts'

/** Longest time in milliseconds that the page waits for an answer. */
export const timeout = 20_000

const address = (route: string): string => generateOcsUrl(`apps/sprechstunde/api/v1/${route}`)
const options = (params: Readonly<Record<string, string>> = {}): object => ({ params: { format: 'json', ...params }, headers: { 'Accept-Language': getLanguage() }, timeout })

interface Answer<T> {
	readonly data: { readonly ocs: { readonly data: T } }
}
const dataOf = <T>({ data }: Answer<T>): T => data.ocs.data

/** Asks an OCS route of the app; rejects with an AxiosError. */
export async function get<T>(route: string, params: Readonly<Record<string, string>> = {}): Promise<T> {
	return dataOf<T>(await axios.get(address(route), options(params)))
}

/** Tells an OCS route of the app to do something; rejects with an AxiosError. */
export async function post<T>(route: string, body: object = {}): Promise<T> {
	return dataOf<T>(await patiently(() => axios.post(address(route), body, options())))
}

/** Gives an OCS route of the app a value; rejects with an AxiosError. */
export async function put<T>(route: string, body: object): Promise<T> {
	return dataOf<T>(await patiently(() => axios.put(address(route), body, options())))
}

/** Has an OCS route of the app take something away; rejects with an AxiosError. */
export async function remove(route: string): Promise<void> {
	await patiently(() => axios.delete(address(route), options()))
}

export const fetchCatalog = (): Promise<Catalog> => get('catalog')
export const fetchRequests = (): Promise<RequestList> => get('requests')

/** Cheap: asked every few seconds to learn whether anything changed. */
export const fetchCounts = (): Promise<Counts> => get('counts')
