<?php

// SPDX-License-Identifier: GPL-3.0-or-later

declare(strict_types=1);

namespace Sprechstunde\WordPress;

/** Of WordPress's locales we speak German and English; every German one gets our German. */
final class Language {
	/** @return string de or en */
	public static function ofSite(): string {
		return self::of(get_locale());
	}

	/** @return string de or en, as the logged-in user likes it */
	public static function ofUser(): string {
		return self::of(get_user_locale());
	}

	/** Loads the texts for de_AT, de_CH, de_DE_formal and the like, for which there is no file of their own. */
	public static function load(string $folder): void {
		if (self::of(determine_locale()) === 'de') {
			load_textdomain('sprechstunde', "$folder/sprechstunde-de_DE.l10n.php");
		}
	}

	private static function of(string $locale): string {
		return str_starts_with(strtolower($locale), 'de') ? 'de' : 'en';
	}
}
