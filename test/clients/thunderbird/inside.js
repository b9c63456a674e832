// SPDX-License-Identifier: GPL-3.0-or-later
// Runs inside Thunderbird: its own calendar manager does the work, with its cache, as for a person at the window.
const { cal } = ChromeUtils.importESModule('resource:///modules/calendar/calUtils.sys.mjs')
const { CalEvent } = ChromeUtils.importESModule('resource:///modules/CalEvent.sys.mjs')
const { CalDavProvider } = ChromeUtils.importESModule('resource:///modules/CalDavProvider.sys.mjs')

// A colleague changed the event meanwhile: the dialog that asks whether to overwrite is answered with "no", and remembered.
const asked = []
cal.window.getCalendarWindow().openDialog = (address) => { asked.push(address) }

let calendar

async function items() {
	const found = await calendar.getItemsAsArray(Ci.calICalendar.ITEM_FILTER_ALL_ITEMS, 0, null, null)
	return new Map(found.map((item) => [item.id, item]))
}

function outcome(work) {
	asked.length = 0
	return work.then(() => asked.length === 0 ? { done: true } : { done: false, shown: asked.join('\n') }, (error) => ({ done: false, shown: `${error.message ?? error}` }))
}

/** What the error console got since an instant. */
function logged(since) {
	const events = Cc['@mozilla.org/consoleAPI-storage;1'].getService(Ci.nsIConsoleAPIStorage).getEvents()
	return events.filter((event) => event.timeStamp >= since).map((event) => event.arguments.join(' ')).join('\n')
}

/** A time as `YYYYMMDDTHHMMSSZ`. */
function time(value) {
	const date = cal.createDateTime(value)
	return date.getInTimezone(cal.dtz.defaultTimezone)
}

return {
	async open(server, user, password, url, realm) {
		const login = Cc['@mozilla.org/login-manager/loginInfo;1'].createInstance(Ci.nsILoginInfo)
		login.init(server, null, realm, user, password, '', '')
		await Services.logins.addLoginAsync(login)
		const made = cal.manager.createCalendar('caldav', Services.io.newURI(url))
		made.name = 'Praxis'
		made.setProperty('username', user)
		made.setProperty('cache.enabled', true)
		cal.manager.registerCalendar(made)
		calendar = cal.manager.getCalendarById(made.id)
	},

	async calendars(server, user, password) {
		const found = await CalDavProvider.detectCalendars(user, password, server, false)
		return found.map((entry) => ({ name: entry.name, url: entry.uri.spec }))
	},

	/** Synchronises; every event of its copy by UID. */
	async pull() {
		await new Promise((resolve) => {
			const observer = { QueryInterface: ChromeUtils.generateQI(['calIObserver']), onLoad() { calendar.removeObserver(observer); resolve() }, onStartBatch() {}, onEndBatch() {}, onAddItem() {}, onModifyItem() {}, onDeleteItem() {}, onError() {}, onPropertyChanged() {}, onPropertyDeleting() {} }
			calendar.addObserver(observer)
			calendar.refresh()
		})
		return [...await items()].map(([uid, item]) => [uid, item.icalString])
	},

	async create(ics) {
		return outcome(calendar.addItem(new CalEvent(ics)))
	},

	async edit(uid, changes) {
		const old = (await items()).get(uid)
		const item = old.clone()
		for (const [name, value] of Object.entries(changes)) {
			if (name === 'DTSTART') item.startDate = time(value)
			else if (name === 'DTEND') item.endDate = time(value)
			else if (name === 'CATEGORIES') item.setCategories(value === null ? [] : value.split(','))
			else if (value === null) item.deleteProperty(name)
			else item.setProperty(name, value)
		}
		return outcome(calendar.modifyItem(item, old))
	},

	async remove(uid) {
		const began = Date.now()
		const result = await outcome(calendar.deleteItem((await items()).get(uid)))
		// its cache doesn't tell the caller of a refusal: the event stays where it was, and the error console says why
		return result.done && (await items()).has(uid) ? { done: false, shown: logged(began) } : result
	},
}
