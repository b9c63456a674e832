// SPDX-License-Identifier: GPL-3.0-or-later

const units: Readonly<Record<string, number>> = { SECONDLY: 1000, MINUTELY: 60000, HOURLY: 3600000, DAILY: 86400000, WEEKLY: 604800000 }
const weekdays: Readonly<Record<string, number>> = { MO: 0, TU: 1, WE: 2, TH: 3, FR: 4, SA: 5, SU: 6 }
const ranges = {
	bysecond: [0, 60], byminute: [0, 59], byhour: [0, 23], bymonth: [1, 12],
	bymonthday: [-31, 31], byyearday: [-366, 366], byweekno: [-53, 53], bysetpos: [-366, 366],
} as const
type By = keyof typeof ranges
const dayLength = 86400000

/** Days and times that are looked at. */
interface Budget { left: number }

/**
 * A recurrence rule (RFC 5545 §3.3.10) followed by the wall clock, in milliseconds as if it were UTC. ical.js leaves out some
 * parts (BYWEEKNO, the 20th Monday of the year) and never returns from rules without occurrences.
 */
export class RecurrenceRule {
	readonly #frequency: string
	readonly #interval: number
	readonly #count: number | null
	readonly #weekStart: number
	readonly #by: ReadonlyMap<By, readonly number[]>
	/** weekday (Monday is 0), which one (0: each) */
	readonly #weekdays: readonly (readonly [number, number])[]

	private constructor(frequency: string, interval: number, count: number | null, weekStart: number, by: ReadonlyMap<By, readonly number[]>, days: readonly (readonly [number, number])[]) {
		this.#frequency = frequency
		this.#interval = interval
		this.#count = count
		this.#weekStart = weekStart
		this.#by = by
		this.#weekdays = days
	}

	/** @param parts as jCal has them; UNTIL is for the caller. Null where the rule can't be followed. */
	static parse(parts: Readonly<Record<string, unknown>>): RecurrenceRule | null {
		const list = (name: string): string[] | undefined => parts[name] === undefined ? undefined : [parts[name]].flat().map((one) => String(one).toUpperCase())
		const by = new Map<By, number[]>()
		for (const [name, [least, most]] of Object.entries(ranges) as [By, readonly [number, number]][]) {
			const values = list(name)
			if (values === undefined) continue
			if (!values.every((text) => /^[+-]?\d{1,3}$/.test(text) && Number(text) >= least && Number(text) <= most && (least === 0 || Number(text) !== 0))) return null
			by.set(name, values.map(Number))
		}
		const days = (list('byday') ?? []).map((text) => /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(text))
		const frequency = list('freq')?.[0] ?? ''
		// some programs write 0 where they mean each
		const numbers = [list('interval')?.[0]?.replace(/^(0+|-\d+)$/, '1') ?? '1', list('count')?.[0] ?? '1']
		if (days.includes(null) || !(frequency in units || frequency === 'MONTHLY' || frequency === 'YEARLY') || !numbers.every((text) => /^[1-9]\d{0,5}$/.test(text))) return null
		const [first = 'MO'] = list('wkst') ?? []
		// read from text, ical.js has it as a number, Sunday as 1
		const weekStart = weekdays[first] ?? (/^[1-7]$/.test(first) ? (Number(first) + 5) % 7 : 0)
		return new RecurrenceRule(frequency, Number(numbers[0]), parts['count'] === undefined ? null : Number(numbers[1]), weekStart, by,
			days.map((match) => [weekdays[match?.[2] ?? ''] ?? 0, Number(match?.[1] ?? 0)]))
	}

	/**
	 * The occurrences from `start` on, in order. Returns the wall clock from which on nothing is known, where `most` did not do; null: that is all.
	 *
	 * @param start wall clock, itself not counted unless the rule names it
	 * @param first a wall clock before which none is wanted; earlier ones may come all the same
	 * @param last a wall clock after which none is wanted
	 * @param most at most so many days and times are looked at
	 */
	* from(start: number, first: number, last: number, most: number): Generator<number, number | null> {
		const budget = { left: most }
		let n = this.#count === null || this.#isPlain() ? this.#skipped(start, first) : 0
		let count = (this.#count ?? Infinity) - n / this.#interval
		while (count > 0) {
			const period = this.#period(start, n)
			if (!(period <= last)) return null
			const walls = this.#inPeriod(period, start, budget)
			if (budget.left < 0) return Math.max(period, start)
			for (const wall of walls) {
				if (wall < start) continue
				yield wall
				if (--count < 1) return null
			}
			n += this.#interval * this.#stride(period, start)
		}
		return null
	}

	/** How many intervals on the next period is that may have occurrences: hours, minutes and seconds of a day that is none of the rule's are left out. */
	#stride(period: number, start: number): number {
		const length = units[this.#frequency] ?? dayLength
		const date = dayNumber(period)
		return length >= dayLength || this.#hasDay(date, start) ? 1 : Math.max(1, Math.ceil((dayLength * (date + 1) - period) / (length * this.#interval)))
	}

	/** Whether each period has one occurrence, so that those left out can be counted without a look at them. */
	#isPlain(): boolean {
		return this.#frequency in units && this.#by.size === 0 && this.#weekdays.length === 0
	}

	/** How many years, months, …, can be left out before `first`: a multiple of the interval. */
	#skipped(start: number, first: number): number {
		// the longest a year or month can be, so that none too many is left out
		const length = units[this.#frequency] ?? (this.#frequency === 'YEARLY' ? 366 : 31) * dayLength
		return Math.max(0, Math.trunc((first - start) / (length * this.#interval)) - 1) * this.#interval
	}

	/** Begin of the nth year, month, … from that of `start` on. */
	#period(start: number, n: number): number {
		const date = new Date(start)
		if (this.#frequency === 'YEARLY') return utc(date.getUTCFullYear() + n, 0, 1)
		if (this.#frequency === 'MONTHLY') return utc(date.getUTCFullYear(), date.getUTCMonth() + n, 1)
		if (this.#frequency === 'WEEKLY') return dayLength * (dayNumber(start) - (weekday(dayNumber(start)) - this.#weekStart + 7) % 7 + 7 * n)
		const unit = units[this.#frequency] ?? dayLength
		return (Math.floor(start / unit) + n) * unit
	}

	/** Walls of one period, sorted, BYSETPOS applied. */
	#inPeriod(period: number, start: number, budget: Budget): number[] {
		const first = dayNumber(period)
		const date = new Date(period)
		const length = this.#frequency === 'YEARLY' ? yearLength(date.getUTCFullYear())
			: this.#frequency === 'MONTHLY' ? monthLength(date.getUTCFullYear(), date.getUTCMonth()) : this.#frequency === 'WEEKLY' ? 7 : 1
		const times = this.#times(period, start)
		const walls: number[] = []
		for (let day = first; day < first + length && budget.left >= 0; day++) {
			budget.left--
			if (times.length === 0 || !this.#hasDay(day, start)) continue
			budget.left -= times.length
			for (const time of times) walls.push(dayLength * day + time)
		}
		const positions = this.#by.get('bysetpos')
		if (positions === undefined) return walls
		const chosen = positions.map((position) => walls[position > 0 ? position - 1 : walls.length + position]).filter((wall) => wall !== undefined)
		return [...new Set(chosen)].sort((a, b) => a - b)
	}

	/** Milliseconds since midnight, sorted. */
	#times(period: number, start: number): number[] {
		const unit = units[this.#frequency] ?? dayLength
		const part = (name: By, length: number, within: number): readonly number[] => {
			// a period shorter than the part fixes it, and the rule can only leave it out
			const isFixed = unit <= length
			const fixed = Math.floor(mod(isFixed ? period : start, within) / length)
			const wanted = this.#by.get(name) ?? [fixed]
			return isFixed ? [fixed].filter((one) => wanted.includes(one)) : wanted
		}
		const times = part('byhour', 3600000, dayLength).flatMap((hour) => part('byminute', 60000, 3600000)
			.flatMap((minute) => part('bysecond', 1000, 60000).map((second) => 3600000 * hour + 60000 * minute + 1000 * second)))
		return [...new Set(times)].sort((a, b) => a - b)
	}

	/** Whether the day is one of the rule's; what the rule leaves open follows from the start (RFC 5545 §3.3.10, the table of BY parts). */
	#hasDay(day: number, start: number): boolean {
		const date = new Date(day * dayLength)
		const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
		const yearDay = day - dayNumber(utc(year, 0, 1))
		const yearly = this.#frequency === 'YEARLY'
		const longer = yearly || this.#frequency === 'MONTHLY'
		const has = (name: By): boolean => this.#by.has(name)
		const byDay = this.#weekdays.length > 0
		const byDate = has('bymonthday') || has('byyearday')
		const byWeek = yearly && has('byweekno')
		const begin = new Date(start)
		if (yearly && !has('bymonth') && !byDay && !byDate && !byWeek && month !== begin.getUTCMonth()) return false
		return this.#allows('bymonth', month + 1, 12)
			&& this.#allows('bymonthday', dayOfMonth, monthLength(year, month))
			&& this.#allows('byyearday', yearDay + 1, yearLength(year))
			&& (!byWeek || this.#allows('byweekno', isoWeek(day), isoWeek(dayNumber(utc(year, 11, 28)))))
			&& (!longer || byDay || byDate || byWeek || dayOfMonth === begin.getUTCDate())
			&& (byDay || !(byWeek || this.#frequency === 'WEEKLY') || weekday(day) === weekday(dayNumber(start)))
			&& (!byDay || (yearly && !has('bymonth')
				? this.#hasWeekday(day, yearDay, yearLength(year), !byWeek)
				: this.#hasWeekday(day, dayOfMonth - 1, monthLength(year, month), longer)))
	}

	#allows(name: By, value: number, length: number): boolean {
		const wanted = this.#by.get(name)
		return wanted === undefined || wanted.includes(value) || wanted.includes(value - length - 1)
	}

	/** @param index of the day in its month or year (of that length), from 0; `counted`: whether "the second Monday" has a meaning */
	#hasWeekday(day: number, index: number, length: number, counted: boolean): boolean {
		const positions = [0, Math.floor(index / 7) + 1, -Math.floor((length - 1 - index) / 7) - 1]
		return this.#weekdays.some(([wanted, which]) => wanted === weekday(day) && (!counted || positions.includes(which)))
	}
}

const mod = (value: number, by: number): number => ((value % by) + by) % by
const dayNumber = (wall: number): number => Math.floor(wall / dayLength)
/** Monday is 0. */
const weekday = (day: number): number => mod(day + 3, 7)
const yearLength = (year: number): number => dayNumber(utc(year + 1, 0, 1)) - dayNumber(utc(year, 0, 1))
const monthLength = (year: number, month: number): number => new Date(utc(year, month + 1, 0)).getUTCDate()

/** Date.UTC takes the years 0 to 99 for those of the twentieth century. */
function utc(year: number, month: number, day: number): number {
	return new Date(0).setUTCFullYear(year, month, day)
}

/** Week of the year by ISO 8601. */
function isoWeek(day: number): number {
	const thursday = day - weekday(day) + 3
	return Math.floor((thursday - dayNumber(utc(new Date(thursday * dayLength).getUTCFullYear(), 0, 1))) / 7) + 1
}
