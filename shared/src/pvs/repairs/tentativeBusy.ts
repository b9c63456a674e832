// SPDX-License-Identifier: GPL-3.0-or-later
import { setText, textOf } from '../../icalendar/properties.ts'
import type { Repair } from './repairs.ts'

/** Programs in Outlook's manner say in X-MICROSOFT-CDO-BUSYSTATUS that a new entry is not certain, and send no STATUS. */
export const tentativeBusy: Repair = (event, stored) => {
	if (stored === null && textOf(event, 'STATUS') === null && textOf(event, 'X-MICROSOFT-CDO-BUSYSTATUS')?.toUpperCase() === 'TENTATIVE') setText(event, 'STATUS', 'TENTATIVE')
}
