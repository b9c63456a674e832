// SPDX-License-Identifier: GPL-3.0-or-later
import { registerBlockType } from '@wordpress/blocks'
import metadata from './block.json'
import { Edit } from './editor/edit.tsx'
import './editor.scss'
import './style.scss'

// block.json reaches the editor through WordPress, with the title translated; render.php draws the block, so nothing but the attributes is saved
registerBlockType(metadata.name, { edit: Edit, save: () => null } as never)
