// SPDX-License-Identifier: AGPL-3.0-or-later

/** Put in by the build; @nextcloud/vue reads them too. */
declare const appName: string
declare const appVersion: string
