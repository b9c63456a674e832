// SPDX-License-Identifier: GPL-3.0-or-later
import fc from 'fast-check'
import { nastyTexts, nastyValues } from './nasty.ts'
import { mutated } from './mutate.ts'

const dav = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:s="http://sabredav.org/ns"'
const range = (start: string, end: string): string => `<c:calendar-query ${dav}><d:prop><d:getetag/><c:calendar-data/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="${start}" end="${end}"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>`
const filter = (inner: string): string => `<c:calendar-query ${dav}><d:prop><c:calendar-data/></d:prop><c:filter>${inner}</c:filter></c:calendar-query>`

const reports: readonly string[] = [
	range('20261201T000000Z', '20270101T000000Z'), range('00010101T000000Z', '99991231T235959Z'), range('20270101T000000Z', '20261201T000000Z'), range('junk', ''), range('20261201', '20261202'),
	filter('<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:prop-filter name="X-PATIENT-NAME"><c:text-match collation="i;unknown">x</c:text-match></c:prop-filter></c:comp-filter></c:comp-filter>'),
	filter('<c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:prop-filter name="STATUS"><c:text-match negate-condition="yes">CONFIRMED</c:text-match><c:param-filter name="X"><c:is-not-defined/></c:param-filter></c:prop-filter></c:comp-filter></c:comp-filter>'),
	filter('<c:comp-filter name="VTODO"/>'), filter('<c:comp-filter/>'), filter(''), filter('<c:comp-filter name="VCALENDAR">'.repeat(60) + '</c:comp-filter>'.repeat(60)),
	`<c:calendar-query ${dav}><d:prop><c:calendar-data><c:expand start="20000101T000000Z" end="20991231T000000Z"/></c:calendar-data></d:prop><c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>`,
	`<c:calendar-query ${dav}><d:prop><c:calendar-data><c:expand start="x" end="y"/><c:limit-recurrence-set start="1" end="2"/></c:calendar-data></d:prop><c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>`,
	`<c:calendar-multiget ${dav}><d:prop><c:calendar-data/></d:prop>${'<d:href>/remote.php/dav/calendars/praxis/dr-mueller/x.ics</d:href>'.repeat(500)}</c:calendar-multiget>`,
	`<c:calendar-multiget ${dav}><d:prop><d:getetag/></d:prop><d:href>../../%00</d:href><d:href>http://evil.example/</d:href><d:href/></c:calendar-multiget>`,
	`<d:sync-collection ${dav}><d:sync-token>http://sabre.io/ns/sync/999999999999999999999</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`,
	`<d:sync-collection ${dav}><d:sync-token>junk</d:sync-token><d:sync-level>infinite</d:sync-level><d:limit><d:nresults>-1</d:nresults></d:limit><d:prop/></d:sync-collection>`,
	`<d:sync-collection ${dav}><d:sync-token/><d:sync-level>1</d:sync-level><d:limit><d:nresults>99999999999</d:nresults></d:limit><d:prop><d:getetag/></d:prop></d:sync-collection>`,
	`<c:free-busy-query ${dav}><c:time-range start="20261201T000000Z" end="20361201T000000Z"/></c:free-busy-query>`, `<c:free-busy-query ${dav}><c:time-range start="x"/></c:free-busy-query>`, `<c:free-busy-query ${dav}/>`,
	`<nc:calendar-search xmlns:nc="http://nextcloud.com/ns" ${dav}><d:prop><c:calendar-data/></d:prop><nc:filter><nc:prop-filter name="SUMMARY"/><nc:comp-filter name="VEVENT"/><nc:search-term>x</nc:search-term><nc:limit>-5</nc:limit></nc:filter></nc:calendar-search>`,
	`<d:principal-property-search ${dav}><d:property-search><d:prop><d:displayname/></d:prop><d:match>a</d:match></d:property-search><d:prop><d:displayname/></d:prop></d:principal-property-search>`,
	`<d:expand-property ${dav}>${'<d:property name="owner">'.repeat(30)}${'</d:property>'.repeat(30)}</d:expand-property>`, `<d:acl-principal-prop-set ${dav}/>`, `<d:version-tree ${dav}/>`,
	`<d:propfind ${dav}><d:allprop/></d:propfind>`, `<d:propfind ${dav}><d:propname/></d:propfind>`, `<d:propfind ${dav}><d:prop>${Array.from({ length: 500 }, (_, at) => `<x${at} xmlns="urn:x"/>`).join('')}</d:prop></d:propfind>`,
	`<d:propertyupdate ${dav}><d:set><d:prop><d:displayname>${'n'.repeat(3000)}</d:displayname></d:prop></d:set></d:propertyupdate>`, `<d:propertyupdate ${dav}><d:remove><d:prop><d:owner/></d:prop></d:remove></d:propertyupdate>`,
	`<d:propertyupdate ${dav}><d:set><d:prop><c:calendar-timezone>junk</c:calendar-timezone><c:schedule-calendar-transp><c:x/></c:schedule-calendar-transp></d:prop></d:set></d:propertyupdate>`,
	`<c:mkcalendar ${dav}><d:set><d:prop><d:displayname/></d:prop></d:set></c:mkcalendar>`,
	`<!DOCTYPE x [${Array.from({ length: 12 }, (_, at) => `<!ENTITY l${at} "${at === 0 ? 'lol' : `&l${at - 1};`.repeat(10)}">`).join('')}]><d:propfind ${dav}><d:prop><d:displayname>&l11;</d:displayname></d:prop></d:propfind>`,
	`<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><d:propfind ${dav}><d:prop><d:displayname>&f;</d:displayname></d:prop></d:propfind>`,
	`<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd"><c:calendar-query ${dav}/>`,
	`<d:propfind ${dav}>${'<d:prop>'.repeat(2000)}${'</d:prop>'.repeat(2000)}</d:propfind>`, `<d:propfind ${dav} ${Array.from({ length: 2000 }, (_, at) => `a${at}="x"`).join(' ')}/>`,
	'', ' ', '<', '<a>', '<?xml version="1.0" encoding="UTF-7"?><a/>', '<?xml version="9.9"?><a/>', '{}', '\u0000', `<d:propfind xmlns:d="${'u'.repeat(5000)}"/>`, '<d:propfind/>', '<a xmlns="DAV:">\ufffe</a>', 'BEGIN:VCALENDAR\r\nEND:VCALENDAR',
	'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nMETHOD:REQUEST\r\nBEGIN:VFREEBUSY\r\nUID:f\r\nDTSTAMP:20261123T090000Z\r\nDTSTART:20261201T000000Z\r\nDTEND:20361201T000000Z\r\nORGANIZER:mailto:praxis@praxis.example\r\nATTENDEE:mailto:praxis@praxis.example\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n',
]

const plain = reports.map((text) => Buffer.from(text))

export const xmlBodies: fc.Arbitrary<Buffer> = fc.oneof(fc.constantFrom(...plain), mutated(plain, 2))

const anything = fc.constantFrom(...nastyTexts, ...nastyValues).map((text) => encodeURIComponent(Buffer.from(text).toString()))
const calendar = fc.oneof(fc.constantFrom('dr-mueller', 'any', 'praxis', 'x', '..', '%2e%2e', '%00', 'a%2Fb'), anything)

/** GET routes with nasty segments and parameters. */
export const queries: fc.Arbitrary<string> = fc.oneof(
	fc.tuple(calendar, fc.oneof(fc.constantFrom('2026-12-01T00:00:00Z', '2026-12-01'), anything), fc.oneof(fc.constantFrom('2026-12-10T00:00:00Z', '9999-12-31T00:00:00Z'), anything)).map(([id, from, to]) => `calendars/${id === '' ? 'x' : id}/free?from=${from}&to=${to}`),
	fc.constantFrom('calendars/dr-mueller/free', 'calendars/dr-mueller/free?from[]=1&to[x]=2', 'calendars/dr-mueller/free?from=&to=', 'catalog', 'catalog?x=1', 'requests', 'requests?limit=-1', 'counts', 'configuration', 'nowhere', 'catalog/../../', 'calendars//free'),
)

const hold = { calendar: 'dr-mueller', type: 'KONTROLLUNTERSUCHUNG', start: '2026-12-01T08:00:00Z', end: '2026-12-01T08:30:00Z', client: 'x' }
const patient = { token: 'A'.repeat(22), birthDate: '1980-01-31', start: '2026-12-01T08:00:00Z', reason: 'x' }
const bodies = [hold, patient, {}, [], null, 1, { ...hold, start: [] }, { ...hold, client: { a: 1 } }, { ...patient, token: null }, { ...patient, birthDate: 19800131 }, { ...hold, type: 'x'.repeat(20000) }]
	.map((value) => Buffer.from(JSON.stringify(value)))

/** Routes that take JSON; those of holds and patients are refused as a whole where a server lacks them. */
export const jsonBodies: fc.Arbitrary<{ method: string; route: string; body: Buffer }> = fc.record({
	method: fc.constantFrom('POST', 'POST', 'POST', 'DELETE', 'PUT', 'PATCH', 'GET'),
	route: fc.constantFrom('holds', 'holds/x', `holds/${'A'.repeat(3000)}`, 'patient/view', 'patient/cancel', 'patient/reschedule', 'catalog', 'requests', 'calendars/dr-mueller/free'),
	body: fc.oneof(fc.constantFrom(...bodies), mutated(bodies, 2), fc.json({ maxDepth: 4 }).map((text) => Buffer.from(text)), fc.integer({ min: 1, max: 3000 }).map((depth) => Buffer.from('['.repeat(depth) + ']'.repeat(depth)))),
})
