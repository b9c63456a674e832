// SPDX-License-Identifier: AGPL-3.0-or-later

/**
 * Nextcloud names its background picture by a variable, and Chromium takes that for another picture with each change of the body's style or
 * classes (FullCalendar makes two with each click, dialogs some more): all of the page is painted anew, 30 to 60 ms without a graphics card.
 * By its address it stays the same.
 */
export function keepBackgroundPicture(): void {
	const { style } = document.body
	const name = (): void => {
		style.backgroundImage = ''
		style.backgroundImage = getComputedStyle(document.body).backgroundImage
	}
	name()
	// the dark theme may have another one
	window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name)
}
