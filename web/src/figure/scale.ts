/** Maps a range of values onto a range of pixels. A range of no width maps onto its middle. */
export function linear(from: number, to: number, start: number, end: number): (value: number) => number {
  if (from === to) return () => (start + end) / 2;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/** The smallest of 1, 2 and 5 times a power of ten that is not below a positive value. */
export function niceStep(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  const ratio = value / power;
  const factor = [1, 2, 5, 10].find((candidate) => ratio <= candidate * (1 + 1e-9)) ?? 10;
  return factor * power;
}

/** Round values from `from` to `to`, about as many as asked. */
export function niceTicks(from: number, to: number, about: number): number[] {
  if (!(to > from)) return [from];
  const step = niceStep((to - from) / Math.max(1, about));
  const ticks: number[] = [];
  for (let k = Math.ceil(from / step - 1e-9); k * step <= to + step * 1e-9; k += 1) ticks.push(Number((k * step).toPrecision(12)));
  return ticks;
}

/** Whole powers of ten from `low` to `high`, at most `most` of them, evenly spaced and always with 10^0 where it lies within. */
export function powerTicks(low: number, high: number, most: number): number[] {
  const step = Math.max(1, Math.ceil((high - low + 1) / Math.max(2, most)));
  const ticks: number[] = [];
  for (let k = Math.ceil(low / step) * step; k <= high; k += step) ticks.push(k);
  return ticks;
}
