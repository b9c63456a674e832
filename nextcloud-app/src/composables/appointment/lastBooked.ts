// SPDX-License-Identifier: AGPL-3.0-or-later
import { shallowRef } from 'vue'
import type { Booked } from './booking.ts'

/** What was entered last, from whichever page; told at the window's end until it is dismissed. */
export const lastBooked = shallowRef<Booked | null>(null)
