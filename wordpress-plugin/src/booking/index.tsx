// SPDX-License-Identifier: GPL-3.0-or-later
import { registerBlockType } from '@wordpress/blocks'
import metadata from './block.json'
import { Edit } from './editor/edit.tsx'
import './editor.scss'
import './style.scss'

// rendered by render.php: nothing but the attributes is saved
registerBlockType(metadata.name, { ...metadata, edit: Edit, save: () => null } as never)
