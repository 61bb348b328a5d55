const MILLISECONDS = 86_400_000;
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** Days since 1 January 1970 of an ISO date. */
export function dayNumber(iso: string): number {
  return Math.floor(Date.parse(`${iso.slice(0, 10)}T00:00:00Z`) / MILLISECONDS);
}

/** The day a month starts that many months after the start of the year 0. */
export function monthStart(months: number): number {
  return Math.floor(Date.UTC(Math.floor(months / 12), ((months % 12) + 12) % 12, 1) / MILLISECONDS);
}

/** A date as people write it: 20 Sep 2014. */
export function sayDay(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split("-").map(Number);
  return `${day} ${MONTHS[(month ?? 1) - 1] ?? ""} ${year}`;
}

/** A mark on a time axis. */
export interface DayTick {
  readonly day: number;
  readonly label: string;
}

/** Months between ticks, in the order in which they are tried. */
const STEPS = [1, 3, 6, 12, 24, 60, 120, 240] as const;

/** Starts of months or years between two days, at most `most` of them. */
export function dayTicks(from: number, to: number, most: number): DayTick[] {
  for (const step of STEPS) {
    const ticks = ticksEvery(step, from, to);
    if (ticks.length <= Math.max(2, most)) return ticks;
  }
  return [];
}

function ticksEvery(step: number, from: number, to: number): DayTick[] {
  const first = new Date(from * MILLISECONDS);
  const start = first.getUTCFullYear() * 12 + first.getUTCMonth();
  const ticks: DayTick[] = [];
  for (let months = Math.ceil(start / step) * step; monthStart(months) <= to; months += step) {
    const day = monthStart(months);
    if (day < from) continue;
    const year = Math.floor(months / 12);
    ticks.push({ day, label: step >= 12 ? String(year) : `${MONTHS[months % 12] ?? ""} ${year}` });
  }
  return ticks;
}
