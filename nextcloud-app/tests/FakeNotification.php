<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCP\Notification\IAction;
use OCP\Notification\INotification;
use PHPUnit\Framework\TestCase;

/** A notification, or a button in it, that keeps what it was given. */
final class FakeNotification {
	/** @param array<string, mixed> $values by name, such as `Subject` */
	public static function make(TestCase $test, array $values = []): INotification {
		$one = (fn () => $this->createStub(INotification::class))->call($test);
		self::keep($one, ['App', 'User', 'Subject', 'DateTime', 'ParsedSubject', 'ParsedMessage', 'Link', 'Icon'], $values);
		$one->method('setObject')->willReturnCallback(static function (string $type, string $id) use (&$values, $one): INotification {
			$values['ObjectId'] = $id;
			return $one;
		});
		$one->method('getObjectId')->willReturnCallback(static function () use (&$values): string {
			return $values['ObjectId'] ?? '';
		});
		$one->method('createAction')->willReturnCallback(static fn (): IAction => self::action($test));
		$one->method('addParsedAction')->willReturnCallback(static function (IAction $action) use (&$values, $one): INotification {
			$values['actions'][] = $action;
			return $one;
		});
		$one->method('getParsedActions')->willReturnCallback(static function () use (&$values): array {
			return $values['actions'] ?? [];
		});
		return $one;
	}

	private static function action(TestCase $test): IAction {
		$values = [];
		$action = (fn () => $this->createStub(IAction::class))->call($test);
		self::keep($action, ['Label', 'ParsedLabel', 'Primary'], $values);
		$action->method('setLink')->willReturnCallback(static function (string $link, string $type) use (&$values, $action): IAction {
			[$values['Link'], $values['RequestType']] = [$link, $type];
			return $action;
		});
		foreach (['Link', 'RequestType'] as $name) {
			$action->method("get$name")->willReturnCallback(static function () use (&$values, $name): string {
				return $values[$name] ?? '';
			});
		}
		return $action;
	}

	/**
	 * @param list<string> $names
	 * @param array<string, mixed> $values
	 */
	private static function keep(object $one, array $names, array &$values): void {
		foreach ($names as $name) {
			$one->method("set$name")->willReturnCallback(static function (mixed $value) use (&$values, $name, $one): object {
				$values[$name] = $value;
				return $one;
			});
			$one->method($name === 'Primary' ? 'isPrimary' : "get$name")->willReturnCallback(static function () use (&$values, $name): mixed {
				return $values[$name] ?? '';
			});
		}
	}
}
