// SPDX-License-Identifier: GPL-3.0-or-later
import type { Category } from './practice.ts'

/** Marks a VEVENT as an appointment; it comes first in CATEGORIES, the treatment second. */
export const appointmentCategory = 'APPOINTMENT'

/** Treatments that every practice has; it may add its own. */
export const categories: readonly Category[] = [
	{ code: 'VASCULAR_SURGERY', label: { de: 'Gefäßchirurgie', en: 'Vascular surgery' }, color: '#b22222', colorName: 'firebrick' },
	{ code: 'VISCERAL_SURGERY', label: { de: 'Viszeralchirurgie', en: 'Visceral surgery' }, color: '#d2691e', colorName: 'chocolate' },
	{ code: 'WOUND_CARE', label: { de: 'Wundmanagement', en: 'Wound care' }, color: '#6a5acd', colorName: 'slateblue' },
	{ code: 'FOLLOWUP', label: { de: 'Nachsorge', en: 'Follow-up' }, color: '#2e8b57', colorName: 'seagreen' },
	{ code: 'NEW_PATIENT', label: { de: 'Erstbesuch', en: 'First visit' }, color: '#4682b4', colorName: 'steelblue' },
]
