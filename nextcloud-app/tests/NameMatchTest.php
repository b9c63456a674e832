<?php

declare(strict_types=1);

// SPDX-License-Identifier: AGPL-3.0-or-later

namespace OCA\Sprechstunde\Tests;

use OCA\Sprechstunde\Record\NameMatch;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/../lib/Record/NameMatch.php';

final class NameMatchTest extends TestCase {
	/** @return iterable<array{string, string, bool}> */
	public static function names(): iterable {
		foreach (['müll', 'Mueller', 'muller', 'MÜLLER', 'jür mü', 'Müller Jürgen', 'Müller, J'] as $typed) {
			yield $typed => [$typed, 'Jürgen Müller', true];
		}
		yield ['yilmaz', 'Aylin Yılmaz', true];
		yield ['sahin', 'Aylin Şahin', true];
		yield ['ozturk', 'Can Öztürk', true];
		yield ['gross', 'Jürgen Groß', true];
		yield ['hohen', 'Anna-Lena Weißenfels-Hohenlohe', true];
		yield ['üller', 'Jürgen Müller', false];
		yield ['Müller Hans', 'Jürgen Müller', false];
		yield ['', 'Jürgen Müller', false];
		yield ['%', 'Jürgen Müller', false];
	}

	#[DataProvider('names')]
	public function testBeginsWordsOfAName(string $typed, string $name, bool $expected): void {
		self::assertSame($expected, NameMatch::begins($typed, $name));
	}

	public function testPatternsLetAnythingStandWhereALetterMayBeWrittenOtherwise(): void {
		self::assertSame(['m%ller', 'j%rgen'], NameMatch::patterns('Müller Jürgen', false));
		self::assertSame(['m%ller'], NameMatch::patterns('Mueller', false));
		self::assertSame(['gro%'], NameMatch::patterns('Groß', false));
		self::assertSame(['%_t%rk'], NameMatch::patterns('ozturk', true));
		self::assertSame(['_%h_n'], NameMatch::patterns('sahin', true));
		self::assertSame(['%nn%'], NameMatch::patterns('Anna', true));
		// too little would be left
		self::assertSame(['eise'], NameMatch::patterns('Eise', true));
	}

	public function testPatternsTakeNoPlaceholdersFromWhatWasTyped(): void {
		self::assertSame(['a', 'b'], NameMatch::patterns('a%_\\b', false));
		self::assertSame([], NameMatch::patterns('%%', false));
	}
}
