// SPDX-License-Identifier: GPL-3.0-or-later
// The README's test command: everything, on every server that is to be had, and an honest last line.
import { closing } from './runner/closing.ts'
import { serverStages } from './runner/serverStages.ts'
import { check, notRun, phpunit, vitest, type StageResult } from './runner/stage.ts'
import { ensure, obtain } from './servers/prerequisites.ts'
import { locateReleases } from './servers/releases.ts'

const results: StageResult[] = []
async function stage(work: Promise<StageResult>): Promise<void> {
	const result = await work
	results.push(result)
	console.log(`\n── ${result.name}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped (${result.seconds.toFixed(0)} s)${result.note === undefined ? '' : ` ${result.note}`}\n`)
}

await ensure(['php', 'php-extensions', 'composer', 'fonts', 'chromium'])
await obtain(['databases', 'calendar-programs'])
await stage(check('PHP tools', 'composer', ['install', '--working-dir=test', '--no-interaction', '--no-progress', '--quiet']))
await stage(check('contract is current', 'npx', ['tsx', 'shared/cli/writeContract.ts', '--check']))
await stage(check('build', 'npm', ['run', 'build', '--silent']))
await stage(check('eslint', 'npx', ['eslint', '.']))
await stage(check('types', 'npx', ['tsx', 'test/runner/typecheck.ts']))
await stage(vitest('core, cases and units', []))
await stage(phpunit('PHP core, Nextcloud app, cases and units', ['-c', 'test/phpunit.xml']))
await stage(phpunit('PHP units of the WordPress plugin', ['-c', 'wordpress-plugin/tests/phpunit.xml']))
const phpstan = ['test/vendor/bin/phpstan', 'analyse', '-c', 'test/phpstan.neon', '--memory-limit=2G', '--no-progress']
const releases = locateReleases()
for (const { version, folder } of releases) await stage(check(`PHP types, the app against Nextcloud ${version}`, 'php', phpstan, { NEXTCLOUD_ROOT: folder }))
if (releases.length === 0) {
	await stage(check('PHP types without the Nextcloud app', 'php', phpstan))
	await stage(Promise.resolve(notRun('PHP types of the Nextcloud app', 'they need a Nextcloud release (NEXTCLOUD_ROOT, cache folder)')))
}
await stage(check('PHP style', 'php', ['test/vendor/bin/php-cs-fixer', 'check', '--config=test/.php-cs-fixer.dist.php', '--quiet'], { PHP_CS_FIXER_IGNORE_ENV: '1' }))
for await (const result of serverStages()) {
	await stage(Promise.resolve(result))
}
process.exit(closing(results))
