// SPDX-License-Identifier: AGPL-3.0-or-later
import { shallowReactive } from 'vue'

/** App passwords that this page was told, by connection: in its memory and nowhere else, so that they are gone when it is. */
export const passwords = shallowReactive(new Map<string, string>())
