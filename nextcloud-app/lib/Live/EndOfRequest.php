<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Live;

/** What is done once the answer has gone out, so that nobody waits for it. */
final class EndOfRequest {
	/** @param \Closure(): void $what must not throw */
	public function then(\Closure $what): void {
		register_shutdown_function(static function () use ($what): void {
			self::answer();
			$what();
		});
	}

	/** Hands the answer over, where the server lets go of the client before the script ends. */
	private static function answer(): void {
		foreach (['fastcgi_finish_request', 'litespeed_finish_request'] as $finish) {
			if (function_exists($finish)) {
				$finish();
				return;
			}
		}
		if (!in_array(PHP_SAPI, ['cli', 'phpdbg', 'embed'], true)) {
			// one that can't be flushed keeps what it has until the end
			while (ob_get_level() > 0 && @ob_end_flush());
			flush();
		}
	}
}
