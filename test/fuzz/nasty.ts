// SPDX-License-Identifier: GPL-3.0-or-later

/** Texts that have broken readers before: what a value can hold and what it must not become. */
export const nastyTexts: readonly string[] = [
	'', ' ', '0', '\t', 'x'.repeat(121), 'y'.repeat(1001), 'z'.repeat(5000), 'ü'.repeat(120), '👩‍⚕️'.repeat(40), '\u202Egnp.exe', '\u00a0', '\ufeffBOM', '\u2028line\u2029',
	'a\r\nX-REQUIRES-CONFIRMATION:FALSE', 'a\nb', 'a\rb', 'a\\nb', '\\', '\\\\', '\\;', ';;;', ',,,', 'a,b;c:d', '"quoted"', '<b>&amp;</b>', ']]>', '<!DOCTYPE x>', '${x}', "' OR 1=1 --",
	'END:VEVENT', 'BEGIN:VEVENT', 'a\u0000b', 'a\u0007b', 'a\u007fb', 'a\u0085b', '\ud800', '\ufffe', 'ﷺ', '١٩٨٠-٠١-٣١', 'ſ', 'İ', '-0', '1e309', 'null', '[]', '{}',
]

/** For all but text: dates, numbers, addresses, rules. */
export const nastyValues: readonly string[] = [
	'0000-01-01T00:00:00', '9999-12-31T23:59:59Z', '2026-02-30T10:00:00', '2026-12-01T24:00:00', '2026-12-01T09:00:60', '2026-12-01', '-2026-12-01T09:00:00', '20261201T090000', 'P1D', '-PT1H', 'PT99999999S',
	'99999999999999999999', '-1', '1.5', 'NaN', 'mailto:', 'mailto:a@b@c', 'MAILTO:MAX@EXAMPLE.COM', 'http://[', 'urn:uuid:x', 'FREQ=DAILY', 'TRUE', 'true', '',
]

/** Rules that never end, never begin, or name what does not exist. */
export const rules: readonly string[] = [
	'FREQ=DAILY', 'FREQ=DAILY;COUNT=3', 'FREQ=WEEKLY;BYDAY=MO,WE;COUNT=10', 'FREQ=DAILY;UNTIL=20261210T090000Z', 'FREQ=WEEKLY;INTERVAL=2;UNTIL=20270101', 'FREQ=MONTHLY;BYDAY=-1FR',
	'FREQ=MONTHLY;BYMONTHDAY=31', 'FREQ=YEARLY', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', 'FREQ=SECONDLY', 'FREQ=MINUTELY;INTERVAL=7', 'FREQ=HOURLY;COUNT=5', 'FREQ=DAILY;INTERVAL=0',
	'FREQ=DAILY;COUNT=0', 'FREQ=DAILY;INTERVAL=999999', 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'FREQ=DAILY;BYHOUR=8,9,10;BYMINUTE=0,30', 'FREQ=WEEKLY;BYDAY=XX', 'FREQ=FORTNIGHTLY', 'FREQ=',
	'COUNT=3', 'FREQ=DAILY;COUNT=999999999', 'FREQ=DAILY;UNTIL=00010101T000000Z', 'FREQ=MONTHLY;BYSETPOS=-1;BYDAY=MO,TU,WE,TH,FR', 'FREQ=YEARLY;BYYEARDAY=366',
	'FREQ=DAILY;BYMONTH=1', 'FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=SU,MO', 'FREQ=DAILY;X-FOO=BAR', 'RSCALE=CHINESE;FREQ=YEARLY', 'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
]

export const zones: readonly string[] = [
	'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'UTC', 'Etc/GMT+12', 'W. Europe Standard Time', 'Nowhere/Land', '', 'europe/berlin', '/freeassociation.sourceforge.net/Europe/Berlin', '+01:00', 'EST5EDT', 'CET', 'X'.repeat(300), '../../etc/passwd',
]

/** Components that are legal, odd, or broken. */
export const insides: readonly string[] = [
	'BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:x\r\nTRIGGER:-PT15M\r\nEND:VALARM', 'BEGIN:VALARM\r\nTRIGGER;VALUE=DATE-TIME:19700101T000000Z\r\nEND:VALARM', 'BEGIN:VALARM\r\nTRIGGER:junk\r\nREPEAT:9999999\r\nDURATION:-P1D\r\nEND:VALARM',
	'BEGIN:VALARM\r\nEND:VALARM', 'BEGIN:X-OWN\r\nX-A:1\r\nEND:X-OWN', 'BEGIN:VEVENT\r\nUID:inner\r\nEND:VEVENT',
]

export const besides: readonly string[] = [
	'METHOD:REQUEST', 'X-WR-CALNAME:x', 'CALSCALE:HEBREW', 'BEGIN:VTODO\r\nUID:todo\r\nDTSTAMP:20261123T090000Z\r\nEND:VTODO', 'BEGIN:VTIMEZONE\r\nTZID:Nowhere/Land\r\nEND:VTIMEZONE',
	'BEGIN:VTIMEZONE\r\nTZID:Nowhere/Land\r\nBEGIN:STANDARD\r\nDTSTART:19701025T030000\r\nTZOFFSETFROM:+0500\r\nTZOFFSETTO:+0500\r\nEND:STANDARD\r\nEND:VTIMEZONE',
	'BEGIN:VTIMEZONE\r\nTZID:Nowhere/Land\r\nBEGIN:STANDARD\r\nDTSTART:junk\r\nTZOFFSETFROM:+99\r\nTZOFFSETTO:x\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE',
	'BEGIN:VTIMEZONE\r\nTZID:Europe/Berlin\r\nX-LIC-LOCATION:America/New_York\r\nEND:VTIMEZONE', 'BEGIN:VJOURNAL\r\nUID:j\r\nEND:VJOURNAL', 'BEGIN:VFREEBUSY\r\nUID:f\r\nEND:VFREEBUSY',
]
