<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Dav\Address;

use OCA\Sprechstunde\Dav\Caller;
use OCA\Sprechstunde\Dav\ProgramView;
use OCA\Sprechstunde\Dav\Refusal;
use OCA\Sprechstunde\Feed\Feed;
use OCA\Sprechstunde\Feed\FeedSource;
use OCA\Sprechstunde\Feed\FeedTokens;
use OCA\Sprechstunde\Feed\FeedViews;
use OCA\Sprechstunde\Practice\CalendarIds;
use OCA\Sprechstunde\Practice\PracticeStore;
use OCA\Sprechstunde\Practice\RoleResolver;
use Psr\Container\ContainerInterface;
use Sabre\DAV\Server;
use Sabre\DAV\ServerPlugin;
use Sabre\DAVACL\Plugin as AclPlugin;
use Sabre\HTTP\RequestInterface;
use Sabre\HTTP\ResponseInterface;
use Sprechstunde\Core\Addresses;
use Sprechstunde\Core\CalendarConfig;
use Sprechstunde\Core\Practice;
use Sprechstunde\Core\Pvs\MapContext;
use Sprechstunde\Core\Role;

use function Sabre\HTTP\encodePath;
use function Sabre\HTTP\parseDate;

/** `/caldav/calendars/NAME/appointments.ics`: a calendar as one file, for whoever may read it, or brings a token. */
final class PublicFeed extends ServerPlugin {
	private Server $server;

	public function __construct(
		private PracticeStore $store,
		private RoleResolver $roles,
		private ContainerInterface $container,
	) {
	}

	public function initialize(Server $server): void {
		$this->server = $server;
		// before authentication (10), and right after it: what comes then looks for a file of that name
		$server->on('beforeMethod:*', $this->byToken(...), 9);
		$server->on('beforeMethod:*', $this->byAccount(...), 11);
	}

	public function getPluginName(): string {
		return 'sprechstunde-feed';
	}

	/** A wrong token is as good as none: credentials may still let in, else it is Nextcloud's own 401. */
	public function byToken(RequestInterface $request, ResponseInterface $response): ?bool {
		$token = $request->getQueryParameters()['token'] ?? null;
		$asked = is_string($token) ? $this->asked($request) : null;
		$practice = $this->store->get();
		$link = $asked === null || !is_string($token) ? null : $this->container->get(FeedTokens::class)->admits($token);
		if ($asked === null || $practice === null || $link === null) {
			return null;
		}
		$program = $this->container->get(FeedViews::class)->of($link, $practice);
		$sources = array_map(function (CalendarConfig $calendar) use ($program, $practice): ?FeedSource {
			$id = $this->container->get(CalendarIds::class)->of($calendar);
			return $id === null ? null : new FeedSource($id, shown: $program === null ? null : MapContext::of($program, $practice, $calendar));
		}, $asked);
		return $this->send($request, $response, $practice, $sources);
	}

	public function byAccount(RequestInterface $request, ResponseInterface $response): ?bool {
		$asked = $this->asked($request);
		$practice = $this->store->get();
		if ($asked === null || $practice === null) {
			return null;
		}
		$user = Caller::of($this->server);
		if (!in_array($this->roles->of($user), [Role::Staff, Role::Admin, Role::Pvs], true)) {
			throw Refusal::because('ROLE_FORBIDDEN', null, action: 'read');
		}
		$answer = $this->send($request, $response, $practice, array_map(fn (CalendarConfig $calendar): ?FeedSource => $this->source($calendar, $user), $asked));
		// what watches answers knows a calendar by Nextcloud's own path
		$request->setUrl($this->server->getBaseUri() . encodePath(Addresses::keptAt($asked[0], $user, false)));
		$this->server->emit('afterResponse', [$request, $response]);
		return $answer;
	}

	/** @return non-empty-list<CalendarConfig>|null calendars whose feed the request asks for */
	private function asked(RequestInterface $request): ?array {
		if (!in_array($request->getMethod(), ['GET', 'HEAD'], true) || $request !== $this->server->httpRequest || !str_ends_with($request->getPath(), '/' . Addresses::table()['feed'])) {
			return null;
		}
		$practice = $this->store->get();
		$calendars = $practice === null ? null : (new Addresses($practice))->feedCalendars($request->getPath());
		return $calendars === [] ? null : $calendars;
	}

	/** What an account sees of a calendar; null: nothing. */
	private function source(CalendarConfig $calendar, string $user): ?FeedSource {
		$id = $this->container->get(CalendarIds::class)->of($calendar);
		$path = Addresses::keptAt($calendar, $user, false);
		$acl = $this->server->getPlugin('acl');
		$may = fn (string $privilege): bool => $acl instanceof AclPlugin && $this->server->tree->nodeExists($path) && $acl->checkPrivileges($path, $privilege, AclPlugin::R_PARENT, false);
		$shown = $this->roles->isPvs($user) ? $this->container->get(ProgramView::class)->context($user, $calendar) : null;
		return $id !== null && $may('{DAV:}read') ? new FeedSource($id, $calendar->owner === $user, $may('{DAV:}write-content'), $shown) : null;
	}

	/** @param list<?FeedSource> $found */
	private function send(RequestInterface $request, ResponseInterface $response, Practice $practice, array $found): bool {
		$sources = array_values(array_filter($found));
		if ($sources === []) {
			throw Refusal::because('ROLE_FORBIDDEN', null, action: 'read');
		}
		$feed = $this->container->get(Feed::class);
		['etag' => $etag, 'modified' => $modified] = $feed->state($sources, $practice);
		$response->setHeader('ETag', $etag);
		$response->setHeader('Last-Modified', gmdate('D, d M Y H:i:s', $modified) . ' GMT');
		$response->setHeader('Cache-Control', 'private, no-cache');
		if (self::isKnown($request, $etag, $modified)) {
			$response->setStatus(304);
		} else {
			$response->setStatus(200);
			$response->setHeader('Content-Type', 'text/calendar; charset=utf-8');
			$response->setHeader('Content-Disposition', 'inline; filename="' . Addresses::table()['feed'] . '"');
			if ($request->getMethod() === 'GET') {
				$file = $feed->write($sources, $practice);
				$response->setHeader('Content-Length', (string)(fstat($file)['size'] ?? 0));
				$response->setBody($file);
			}
		}
		$this->server->sapi->sendResponse($response);
		return false;
	}

	/** RFC 9110 §13.2.2: If-Modified-Since counts only without If-None-Match. */
	private static function isKnown(RequestInterface $request, string $etag, int $modified): bool {
		$tags = $request->getHeader('If-None-Match');
		if ($tags !== null) {
			$known = preg_replace('/^W\/|(?<=.)[-;](?:gzip|br)(?="$)/', '', array_map(trim(...), explode(',', $tags)));
			return trim($tags) === '*' || in_array($etag, $known, true);
		}
		$since = parseDate($request->getHeader('If-Modified-Since') ?? '');
		return $since instanceof \DateTime && $since->getTimestamp() >= $modified;
	}
}
