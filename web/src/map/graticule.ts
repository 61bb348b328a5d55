import type { View } from "./view.ts";

/** Degrees between lines, coarse to fine. */
const STEPS = [30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005] as const;
/** Lines wanted across the longer side, at least. */
const LINES = 3;

export interface Graticule {
  readonly lons: readonly GridLine[];
  readonly lats: readonly GridLine[];
}

export interface GridLine {
  readonly degrees: number;
  readonly label: string;
}

/** Meridians and parallels at round degrees, a few to a view. */
export function graticule(view: View): Graticule {
  const side = Math.max(view.east - view.west, view.north - view.south);
  const step = STEPS.find((candidate) => side / candidate >= LINES) ?? 0.0005;
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return {
    lons: multiples(step, view.west, view.east).map((degrees) => ({ degrees, label: say(wrapped(degrees), digits, "E", "W") })),
    lats: multiples(step, view.south, view.north).map((degrees) => ({ degrees, label: say(degrees, digits, "N", "S") })),
  };
}

function multiples(step: number, from: number, to: number): number[] {
  const first = Math.ceil(from / step);
  const last = Math.floor(to / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => (first + index) * step);
}

function wrapped(lon: number): number {
  return lon - 360 * Math.round(lon / 360);
}

function say(degrees: number, digits: number, positive: string, negative: string): string {
  const size = Math.abs(degrees).toFixed(digits);
  if (Number(size) % 180 === 0) return `${Number(size)}°`;
  return `${size}° ${degrees > 0 ? positive : negative}`;
}
