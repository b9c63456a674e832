<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav;

use Sabre\DAV\Server;
use Sabre\DAVACL\Plugin as AclPlugin;

/** Who asks a DAV server. */
final class Caller {
	/** The account; empty where nobody has signed in, or no account of Nextcloud. */
	public static function of(Server $server): string {
		$acl = $server->getPlugin('acl');
		$principal = $acl instanceof AclPlugin ? (string)$acl->getCurrentUserPrincipal() : '';
		return str_starts_with($principal, 'principals/users/') ? substr($principal, 17) : '';
	}
}
