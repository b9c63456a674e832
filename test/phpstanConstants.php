<?php

declare(strict_types=1);

// SPDX-License-Identifier: GPL-3.0-or-later

// Constants that WordPress defines at run time, so that its stubs lack them.
foreach (['ABSPATH' => '/', 'ARRAY_A' => 'ARRAY_A', 'OBJECT' => 'OBJECT', 'DAY_IN_SECONDS' => 86400, 'HOUR_IN_SECONDS' => 3600, 'MINUTE_IN_SECONDS' => 60] as $name => $value) {
	if (!defined($name)) {
		define($name, $value);
	}
}
