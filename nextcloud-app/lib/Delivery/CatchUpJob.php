<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Rest\IncomingEvents;
use OCA\Sprechstunde\Rest\RestClient;
use OCP\AppFramework\Utility\ITimeFactory;
use OCP\BackgroundJob\TimedJob;
use Sprechstunde\Core\Webhooks\Webhook;

/** Every five minutes, for deliveries whose own job was lost; what is no longer needed goes as well. */
final class CatchUpJob extends TimedJob {
	private const DAY = 86400;

	public function __construct(
		ITimeFactory $time,
		private Dispatcher $dispatcher,
		private Deliverables $table,
		private Secrets $secrets,
		private PracticeStore $store,
	) {
		parent::__construct($time);
		$this->setInterval(300);
	}

	/** @param mixed $argument none */
	protected function run($argument): void {
		$this->dispatcher->run();
		$this->table->removeOld('done', $this->time->getTime() - 7 * self::DAY);
		$this->table->removeOld('dead', $this->time->getTime() - 30 * self::DAY);
		$this->secrets->endFormer();
		$practice = $this->store->get();
		if ($practice !== null) {
			// an import may have taken them out of the configuration
			$this->secrets->keepOnly(Webhook::PREFIX, array_map(static fn (Webhook $one): string => $one->target(), $practice->webhooks()));
			$programs = array_column($practice->connections(), 'id');
			foreach ([RestClient::keyOf(...), IncomingEvents::secretOf(...)] as $name) {
				$this->secrets->keepOnly($name(''), array_map($name, $programs));
			}
		}
	}
}
