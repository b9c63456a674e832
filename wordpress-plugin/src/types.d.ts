// SPDX-License-Identifier: GPL-3.0-or-later
// What we use of packages that WordPress brings along; the packages themselves are large and not needed to build.

declare module '@wordpress/block-editor' {
	import type { ComponentType, HTMLAttributes, ReactNode } from 'react'

	export const InspectorControls: ComponentType<{ readonly children?: ReactNode }>
	export const RichText: ComponentType<{
		readonly tagName: string
		readonly className: string
		readonly value: string
		readonly allowedFormats: readonly string[]
		readonly placeholder: string
		readonly onChange: (value: string) => void
	}>
	export function useBlockProps(props?: HTMLAttributes<HTMLElement>): HTMLAttributes<HTMLElement>
}

declare module '*.scss'
