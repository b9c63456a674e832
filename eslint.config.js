// SPDX-License-Identifier: GPL-3.0-or-later
import js from '@eslint/js'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

export default tseslint.config(
	{ ignores: ['**/node_modules/**', '**/vendor/**', 'nextcloud-app/js/**', 'nextcloud-app/css/**', 'nextcloud-app/l10n/**', 'wordpress-plugin/build/**', 'build/**'] },
	js.configs.recommended,
	...tseslint.configs.strict,
	...vue.configs['flat/recommended'],
	{
		files: ['**/*.vue'],
		languageOptions: { parserOptions: { parser: tseslint.parser } },
	},
	{
		languageOptions: { globals: { URL: 'readonly', console: 'readonly', window: 'readonly', document: 'readonly', process: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly' } },
		rules: {
			'no-undef': 'off',
			'vue/html-indent': ['error', 'tab'],
			'vue/max-attributes-per-line': 'off',
			'vue/singleline-html-element-content-newline': 'off',
			'vue/html-self-closing': 'off',
			'vue/multi-word-component-names': 'off',
		},
	},
)
