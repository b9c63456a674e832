// SPDX-License-Identifier: GPL-3.0-or-later
import type { CatalogType, Values } from './model.ts'
import type { State } from './state.ts'
import { fill, type Texts } from './texts.ts'

const phonePattern = /^\+?[0-9(][0-9 ()/.-]{3,38}$/
const emailPattern = /^[^\s@]{1,64}@[^\s@]+\.[^\s@.]{2,63}$/

/** What the page can tell without the server, whose verdict counts. @param today YYYY-MM-DD */
export function detailErrors(values: Values, type: CatalogType, texts: Texts, today: string): State['errors'] {
	const wrong = (field: 'phone' | 'email') => fill(texts.format, { field: texts[field] })
	const phone = values.phone.trim()
	const email = values.email.trim()
	return {
		...(type.patients !== 'all' && values.patient === '' ? { patient: texts.patientMissing } : {}),
		...(values.patientName.trim() === '' ? { patientName: fill(texts.missing, { field: texts.patientName }) } : {}),
		...(/^\d{4}-\d{2}-\d{2}$/.test(values.birthDate) && values.birthDate <= today ? {} : { birthDate: texts.birthDateWrong }),
		...(type.insurances.includes(values.insurance) ? {} : { insurance: texts.insuranceMissing }),
		...(phone !== '' && !phonePattern.test(phone) ? { phone: wrong('phone') } : {}),
		...(email !== '' && !emailPattern.test(email) ? { email: wrong('email') } : phone === '' && email === '' ? { email: texts.contactMissing } : {}),
		...(values.consent ? {} : { consent: texts.consentMissing }),
	}
}
