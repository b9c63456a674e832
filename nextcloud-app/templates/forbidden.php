<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

/** @var \OCP\IL10N $l */
/** @var array{isSetUp: bool} $_ */
?>
<div class="guest-box" role="main">
	<h2><?php p($l->t('This page is for the team of the practice')); ?></h2>
	<p><?php p($_['isSetUp']
		? $l->t('Your account does not belong to the team. Ask the management of the practice to add you to its group.')
		: $l->t('The practice has not been set up yet. Your administrator does this once, with the practice configuration.')); ?></p>
</div>
