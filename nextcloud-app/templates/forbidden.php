<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

/** @var array{why: 'noRole'|'notSetUp', language: 'de'|'en'} $_ */
$texts = [
	'de' => [
		'heading' => 'Diese Seite ist für das Team der Praxis',
		'noRole' => 'Ihr Konto gehört nicht zum Team. Bitten Sie die Leitung der Praxis, es in die Gruppe des Teams aufzunehmen.',
		'notSetUp' => 'Die Praxis ist noch nicht eingerichtet. Das geschieht einmal durch die Administration dieser Nextcloud, die dafür diese Seite öffnet.',
	],
	'en' => [
		'heading' => 'This page is for the team of the practice',
		'noRole' => 'Your account does not belong to the team. Ask the management of the practice to add it to the team\'s group.',
		'notSetUp' => 'The practice has not been set up yet. The administrator of this Nextcloud does that once, by opening this page.',
	],
][$_['language']];
?>
<div role="main" style="box-sizing:border-box;width:min(520px,calc(100% - 32px));margin:18vh auto auto;padding:28px 32px;border-radius:var(--border-radius-container-large,16px);background:var(--color-main-background);color:var(--color-main-text)">
	<h2 style="margin-block:0 12px;font-size:20px;line-height:1.4"><?php p($texts['heading']); ?></h2>
	<p><?php p($texts[$_['why']]); ?></p>
</div>
