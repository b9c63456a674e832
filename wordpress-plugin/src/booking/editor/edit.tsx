// SPDX-License-Identifier: GPL-3.0-or-later
import { InspectorControls, RichText, useBlockProps } from '@wordpress/block-editor'
import { CheckboxControl, ExternalLink, Notice, PanelBody, SelectControl, ToggleControl } from '@wordpress/components'
import { useEffect, useMemo, useRef, useState } from 'react'
import { fetchCatalog, Refused } from '../view/api.ts'
import { mount } from '../view/app.ts'
import type { Catalog, Config } from '../view/model.ts'
import { editorTexts, type EditorTexts } from './texts.ts'

/** What PHP hands to the editor. */
interface EditorData {
	readonly rest: string
	readonly language: 'de' | 'en'
	readonly siteLanguage: 'de' | 'en'
	readonly settings: string
}

declare global {
	interface Window { readonly sprechstundeEditor?: EditorData }
}

type Attributes = {
	readonly heading: string
	readonly calendar: string
	readonly types: readonly string[]
	readonly showDescription: boolean
}

interface EditProps {
	readonly attributes: Attributes
	readonly setAttributes: (change: Partial<Attributes>) => void
}

const data: EditorData = window.sprechstundeEditor ?? { rest: '/wp-json/sprechstunde/v1/', language: 'en', siteLanguage: 'en', settings: '' }

export function Edit({ attributes, setAttributes }: EditProps) {
	const texts = editorTexts[data.language]
	const [catalog, problem] = useCatalog()
	const config = useMemo<Config>(() => ({
		rest: data.rest, language: data.siteLanguage, calendar: attributes.calendar, types: attributes.types,
		showDescription: attributes.showDescription, phone: '', preview: true,
	}), [attributes.calendar, attributes.types, attributes.showDescription])
	return (
		<div {...useBlockProps({ className: 'sprechstunde', lang: data.siteLanguage })}>
			<InspectorControls>
				<PanelBody title={texts.what}>
					{problem !== '' && <Notice status="warning" isDismissible={false}>{problem} <ExternalLink href={data.settings}>{texts.settings}</ExternalLink></Notice>}
					{catalog !== null && <Controls texts={texts} catalog={catalog} attributes={attributes} setAttributes={setAttributes} />}
				</PanelBody>
				<PanelBody title={texts.links} initialOpen={false}>
					<p>{texts.linksHint} <ExternalLink href={data.settings}>{texts.settings}</ExternalLink></p>
				</PanelBody>
			</InspectorControls>
			<RichText tagName="h2" className="sprechstunde__heading" value={attributes.heading} allowedFormats={[]} placeholder={editorTexts[data.siteLanguage].heading} onChange={(heading) => setAttributes({ heading })} />
			{catalog !== null && <p className="sprechstunde__practice">{catalog.practice.name} · {catalog.practice.address}</p>}
			<Preview config={config} />
		</div>
	)
}

/** What can be booked, or why that isn't known. */
function useCatalog(): [Catalog | null, string] {
	const [catalog, setCatalog] = useState<Catalog | null>(null)
	const [problem, setProblem] = useState('')
	useEffect(() => {
		fetchCatalog({ rest: data.rest, language: data.language, calendar: '', types: [], showDescription: true, phone: '' }).then(setCatalog, (error: unknown) => {
			setProblem((error instanceof Refused ? error.refusal.issues[0]?.text : undefined) ?? editorTexts[data.language].problem)
		})
	}, [])
	return [catalog, problem]
}

/** The page's own script, run here: what one sees is what patients get. It takes no clicks, so that a click selects the block. */
function Preview({ config }: { readonly config: Config }) {
	const root = useRef<HTMLDivElement>(null)
	useEffect(() => root.current === null ? undefined : mount(root.current, config), [config])
	// React 18 knows no `inert` property, but passes the attribute on
	return <div ref={root} className="sprechstunde__app" {...{ inert: '' }} />
}

interface ControlsProps extends EditProps {
	readonly texts: EditorTexts
	readonly catalog: Catalog
}

function Controls({ texts, catalog, attributes, setAttributes }: ControlsProps) {
	const offered = catalog.appointmentTypes.filter((type) => catalog.calendars.some((calendar) =>
		(attributes.calendar === '' || calendar.id === attributes.calendar) && calendar.types.includes(type.code)))
	const all = attributes.types.length === 0
	const toggle = (code: string, on: boolean) => {
		const before = all ? offered.map((type) => type.code) : attributes.types
		const after = offered.map((type) => type.code).filter((entry) => entry === code ? on : before.includes(entry))
		// all of them means: also those the practice adds later; none can't be meant
		if (after.length > 0) setAttributes({ types: after.length === offered.length ? [] : after })
	}
	return (
		<>
			<SelectControl __nextHasNoMarginBottom __next40pxDefaultSize label={texts.calendar} value={attributes.calendar}
				options={[{ value: '', label: texts.anyCalendar }, ...catalog.calendars.map((calendar) => ({ value: calendar.id, label: calendar.doctor || calendar.displayName }))]}
				onChange={(calendar) => setAttributes({ calendar, types: [] })} />
			<fieldset className="sprechstunde-editor__types">
				<legend>{texts.types}</legend>
				{offered.map((type) => (
					<CheckboxControl __nextHasNoMarginBottom key={type.code} label={type.label[data.language]} checked={all || attributes.types.includes(type.code)} onChange={(on) => toggle(type.code, on)} />
				))}
			</fieldset>
			<ToggleControl __nextHasNoMarginBottom label={texts.showDescription} checked={attributes.showDescription} onChange={(showDescription) => setAttributes({ showDescription })} />
		</>
	)
}
