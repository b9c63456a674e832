// SPDX-License-Identifier: AGPL-3.0-or-later
import { listen } from '@nextcloud/notify_push'

/** As the server's TeamPush names it. */
export const changedMessage = 'sprechstunde_changed'

/** Where Nextcloud has “Client Push” (notify_push): calls back whenever an appointment of the practice has changed, whoever did it. Else never. */
export function onChange(heard: () => void): void {
	listen(changedMessage, heard)
}
