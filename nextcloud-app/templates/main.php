<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later
?>
<div id="sprechstunde"></div>
