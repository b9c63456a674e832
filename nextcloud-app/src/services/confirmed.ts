// SPDX-License-Identifier: AGPL-3.0-or-later

/** Nextcloud asks for the own password where that is longer ago than half an hour. False: somebody thought better of it. */
export async function confirmed(): Promise<boolean> {
	const [{ confirmPassword }] = await Promise.all([import('@nextcloud/password-confirmation'), import('@nextcloud/password-confirmation/style.css')])
	return confirmPassword().then(() => true, () => false)
}
