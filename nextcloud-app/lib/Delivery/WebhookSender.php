<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Delivery;

use OCA\Sprechstunde\Practice\PracticeStore;
use OCP\AppFramework\Utility\ITimeFactory;
use Sprechstunde\Core\Webhooks\Signature;
use Sprechstunde\Core\Webhooks\Webhook;
use Sprechstunde\Core\Webhooks\WebhookBody;

/** Tells webhooks, signed as the Standard Webhooks say. */
final class WebhookSender implements DeliverySender {
	public function __construct(
		private PracticeStore $store,
		private Secrets $secrets,
		private HttpDelivery $http,
		private ITimeFactory $time,
	) {
	}

	public function handles(string $target): bool {
		return str_starts_with($target, Webhook::PREFIX);
	}

	public function send(Delivery $delivery): int {
		$webhook = $this->store->get()?->webhook(substr($delivery->target, strlen(Webhook::PREFIX)));
		if ($webhook === null || !$webhook->active) {
			throw new TargetGone();
		}
		return $this->post($webhook, $delivery->eventId, WebhookBody::of([
			'id' => $delivery->eventId, 'kind' => $delivery->kind, 'at' => $delivery->createdAt, 'uid' => $delivery->uid, 'calendar' => $delivery->calendar,
			'uri' => $delivery->uri, 'etag' => $delivery->etag, 'status' => $delivery->status, 'start' => $delivery->start, 'end' => $delivery->end,
			'previous' => $delivery->oldEnd === 0 ? null : ['calendar' => $delivery->oldCalendar, 'start' => $delivery->oldStart, 'end' => $delivery->oldEnd],
		]));
	}

	/**
	 * A message that is about nothing, to see whether somebody listens.
	 *
	 * @return int status of the answer, 200 to 299
	 * @throws DeliveryFailed
	 */
	public function ping(Webhook $webhook): int {
		$id = 'evt_' . bin2hex(random_bytes(16));
		return $this->post($webhook, $id, WebhookBody::ping($id, $this->time->getTime()));
	}

	/** @throws DeliveryFailed */
	private function post(Webhook $webhook, string $id, string $body): int {
		$secrets = $this->secrets->of($webhook->target());
		if ($secrets === []) {
			throw new DeliveryFailed('SECRET_MISSING');
		}
		$headers = ['Content-Type' => 'application/json'] + Signature::headers($id, $this->time->getTime(), $body, $secrets);
		return $this->http->send('POST', $webhook->url, $headers, $body)->status;
	}
}
