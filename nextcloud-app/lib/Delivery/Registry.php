<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCA\Sprechstunde\Rest\RestSender;
use OCA\Sprechstunde\Rest\RestTargets;
use Psr\Container\ContainerInterface;
use Sprechstunde\Core\Practice;

/** Who says which targets there are, and who tells them. A new kind of target adds its classes here. */
final class Registry {
	/** @var list<class-string<TargetSource>> */
	private const SOURCES = [WebhookTargets::class, RestTargets::class];
	/** @var list<class-string<DeliverySender>> */
	private const SENDERS = [WebhookSender::class, RestSender::class];

	public function __construct(
		private ContainerInterface $container,
	) {
	}

	/** Whether anybody listens. */
	public static function isNeeded(Practice $practice): bool {
		foreach (self::SOURCES as $source) {
			if ($source::isConfigured($practice)) {
				return true;
			}
		}
		return false;
	}

	/** @return array<string, string> target → event */
	public function targetsFor(Practice $practice, Change $change): array {
		$targets = [];
		foreach (self::SOURCES as $source) {
			$targets += $source::isConfigured($practice) ? $this->container->get($source)->targetsFor($practice, $change) : [];
		}
		return $targets;
	}

	/** Null where no kind knows it. */
	public function senderFor(string $target): ?DeliverySender {
		foreach (self::SENDERS as $class) {
			$sender = $this->container->get($class);
			if ($sender->handles($target)) {
				return $sender;
			}
		}
		return null;
	}
}
