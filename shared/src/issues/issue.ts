// SPDX-License-Identifier: GPL-3.0-or-later
import { issueCatalogue, type IssueCode } from './catalogue.ts'

export type Language = 'de' | 'en'
export type IssueParams = Readonly<Record<string, string | number>>

/**
 * What is wrong, as data: a code of the catalogue, where (`path`: a field's name, or a JSON pointer
 * into a larger document) and what the text needs to say it.
 */
export interface Issue {
	readonly code: IssueCode
	readonly path?: string
	readonly params?: IssueParams
}

/** Either a value or at least one issue; never both. */
export type Result<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly issues: readonly Issue[] }

export function issue(code: IssueCode, path?: string, params?: IssueParams): Issue {
	return { code, ...(path === undefined ? {} : { path }), ...(params === undefined ? {} : { params }) }
}

export function ok<T>(value: T): Result<T> {
	return { ok: true, value }
}

export function fail<T>(...issues: Issue[]): Result<T> {
	return { ok: false, issues }
}

/**
 * The sentence a person reads. `{field}` becomes the field's label, any other `{name}` its param.
 *
 * @param labels labels by field name, in the same language
 */
export function issueText(issue: Issue, language: Language, labels: Readonly<Record<string, string>> = {}): string {
	const field = issue.path === undefined ? '' : labels[issue.path] ?? issue.path
	return issueCatalogue[issue.code][language].replace(/\{(\w+)\}/g, (_, name: string) =>
		name === 'field' ? field : String(issue.params?.[name] ?? ''))
}
