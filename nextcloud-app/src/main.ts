// SPDX-License-Identifier: AGPL-3.0-or-later
// Nextcloud loads this file with `?v=…`. Were anything shared in here, other chunks would load it a second time without.
void import('./start.ts')
