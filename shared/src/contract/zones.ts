// SPDX-License-Identifier: GPL-3.0-or-later

/** Zones a practice may be in (IANA names). Their VTIMEZONEs stand in the contract, since PHP has no generator. */
export const zoneNames = [
	'Europe/Berlin', 'Europe/Busingen', 'Europe/Vienna', 'Europe/Zurich', 'Europe/Vaduz', 'Europe/Luxembourg',
	'Europe/Brussels', 'Europe/Rome', 'Europe/London', 'Europe/Lisbon', 'Europe/Helsinki', 'America/New_York',
] as const
