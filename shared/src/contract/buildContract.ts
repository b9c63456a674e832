// SPDX-License-Identifier: GPL-3.0-or-later
import { addressTable } from '../addresses/addressTable.ts'
import { webServerSnippets } from '../addresses/webServers.ts'
import { statuses, transitions, undoSeconds } from '../approval/transitions.ts'
import { conflictSeconds, rememberedChanges } from '../conflicts/conflictRules.ts'
import { findings, problemLabels } from '../diagnostics/findings.ts'
import { fieldCatalogue, fieldLabels, insurances, sources } from '../fields/fieldCatalogue.ts'
import vtimezones from '../icalendar/vtimezones.json' with { type: 'json' }
import windowsZones from '../icalendar/windowsZones.json' with { type: 'json' }
import { mailPlaceholders } from '../practice/mailWording.ts'
import { issueCatalogue } from '../issues/catalogue.ts'
import { appointmentCategory, categories } from '../practice/categories.ts'
import { shownFields, shownPlaces } from '../practice/fieldMap.ts'
import { webhookEvents } from '../practice/webhooks.ts'
import { defaultAnswerId, defaultRestFields, restValues } from '../practice/restInterface.ts'
import { profiles } from '../pvs/profiles.ts'
import { actions, roleMatrix, roles } from '../roles/matrix.ts'
import { limits } from './limits.ts'
import { logCodes, logEvents, logFields, logKinds, logLevels, logParts, logRoles, logSuffixes, logWays } from './logTexts.ts'
import { bookingRequestSchema } from './schemas/bookingRequest.ts'
import { holdRequestSchema } from './schemas/holdRequest.ts'
import { practiceSchema } from './schemas/practice.ts'
import { alertTexts, descriptionLines, insuranceLabels, mailLabels, mailTexts, manageText, offerTexts, questionTexts, patientStatusLabels, sourceLines, statusLabels } from './texts.ts'

/** Everything that PHP needs to decide as this core does. Grows by adding keys; `version` rises when one changes its meaning. */
export function buildContract() {
	return {
		version: 1,
		fields: fieldCatalogue,
		fieldLabels: { de: fieldLabels('de'), en: fieldLabels('en') },
		insurances,
		sources,
		statuses,
		transitions,
		undoSeconds,
		conflict: { seconds: conflictSeconds, remembered: rememberedChanges },
		roles,
		actions,
		roleMatrix,
		appointmentCategory,
		categories,
		limits,
		addresses: { ...addressTable, webServers: webServerSnippets },
		pvs: { profiles, shownFields, shownPlaces, rest: { values: restValues, fields: defaultRestFields, answerId: defaultAnswerId } },
		webhookEvents,
		diagnostics: { findings, problems: problemLabels },
		issues: issueCatalogue,
		texts: { sourceLines, descriptionLines, insuranceLabels, patientStatusLabels, statusLabels, mail: mailTexts, mailLabels, mailPlaceholders, manage: manageText, offer: offerTexts, question: questionTexts, alerts: alertTexts },
		log: { levels: logLevels, kinds: logKinds, codes: logCodes, suffixes: logSuffixes, events: logEvents, fields: logFields, parts: logParts, roles: logRoles, ways: logWays },
		zones: vtimezones,
		windowsZones,
		schemas: { bookingRequest: bookingRequestSchema, holdRequest: holdRequestSchema, practice: practiceSchema },
	}
}

/** JSON with sorted keys and tabs: the same data always gives the same bytes. */
export function canonicalJson(value: unknown): string {
	return JSON.stringify(value, (_, entry: unknown) =>
		entry !== null && typeof entry === 'object' && !Array.isArray(entry)
			? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1)))
			: entry, '\t')
}
