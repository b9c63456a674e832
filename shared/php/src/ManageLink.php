<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

namespace Sprechstunde\Core;

/** The link to a patient's appointment on the website. */
final class ManageLink {
	/** Whether a mail (a key of the contract's mail texts) is about an appointment that takes place, so that a link to change it makes sense. */
	public static function isOfferedBy(string $event): bool {
		return (Contract::load()->texts()['mail'][$event]['method'] ?? 'CANCEL') !== 'CANCEL';
	}

	/** Null where the website has no page for it. The token is in the fragment, which browsers keep to themselves: no log and no Referer shows it. */
	public static function of(Practice $practice, string $token): ?string {
		return self::to($practice, 'termin', $token);
	}

	/** Likewise the link to an offer of the waiting list. */
	public static function ofOffer(Practice $practice, string $token): ?string {
		return self::to($practice, 'angebot', $token);
	}

	private static function to(Practice $practice, string $name, string $token): ?string {
		$url = $practice->website()['manageUrl'];
		return $url === null ? null : explode('#', $url)[0] . "#$name=$token";
	}
}
