// SPDX-License-Identifier: AGPL-3.0-or-later

/** `tel:` address of a number as people write it. */
export function telHref(phone: string): string {
	return `tel:${phone.replace(/[^0-9+]/g, '')}`
}
