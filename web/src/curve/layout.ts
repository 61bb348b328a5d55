import { dayNumber, dayTicks } from "../figure/days.ts";
import { linear, powerTicks } from "../figure/scale.ts";
import { sayPower } from "../figure/words.ts";
import type { CurveData } from "./data.ts";

/** Pixels. */
const LEFT = 62;
const RIGHT = 14;
const TOP = 34;
const BOTTOM = 30;
const HEIGHT = 300;
const TICK_SPACE = 76;
const POWER_SPACE = 34;
/** E-values below this, or nought, are drawn at it: beyond what any number of null registers can show. */
const LEAST = 1e-12;
/** Days shown either side where all points are of one day. */
const LONE_DAY = 15;

export interface CurveLayout {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly points: readonly { readonly x: number; readonly y: number }[];
  /** A stair: an E-value holds until the register next changed. */
  readonly path: string;
  readonly alertY: number;
  readonly visibleX: number | undefined;
  readonly powers: readonly { readonly y: number; readonly label: string }[];
  readonly days: readonly { readonly x: number; readonly label: string }[];
}

/** Time to the right, strength upwards: an E-value ten times smaller stands one step higher. */
export function curveLayout(data: CurveData, width: number): CurveLayout {
  const days = data.points.map((point) => dayNumber(point.day));
  const visible = data.visible === null ? [] : [dayNumber(data.visible)];
  const from = Math.min(...days, ...visible);
  const to = Math.max(...days, ...visible);
  const alone = from === to ? LONE_DAY : 0;
  const powersShown = [...data.points.map((point) => power(point.e_value)), power(data.alert)];
  const weakest = Math.max(Math.ceil(Math.max(...powersShown)), power(data.alert) + 0.5);
  const strongest = Math.min(Math.floor(Math.min(...powersShown)), power(data.alert) - 1);
  const [left, right, top, bottom] = [LEFT, width - RIGHT, TOP, HEIGHT - BOTTOM];
  const x = linear(from - alone, to + alone, left, right);
  const y = linear(weakest, strongest, bottom, top);
  const points = data.points.map((point, index) => ({ x: x(days[index] ?? from), y: y(power(point.e_value)) }));
  return {
    width,
    height: HEIGHT,
    left,
    right,
    top,
    bottom,
    points,
    path: stair(points, right),
    alertY: y(power(data.alert)),
    visibleX: visible[0] === undefined ? undefined : x(visible[0]),
    powers: powerTicks(Math.ceil(strongest), Math.floor(weakest), Math.floor((bottom - top) / POWER_SPACE)).map((k) => ({ y: y(k), label: sayPower(k) })),
    days: dayTicks(from - alone, to + alone, Math.floor((right - left) / TICK_SPACE)).map((tick) => ({ x: x(tick.day), label: tick.label })),
  };
}

function power(value: number): number {
  return Math.log10(Math.max(value, LEAST));
}

function stair(points: readonly { x: number; y: number }[], end: number): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  return `M${first.x.toFixed(1)},${first.y.toFixed(1)}${rest.map((point) => `H${point.x.toFixed(1)}V${point.y.toFixed(1)}`).join("")}H${end}`;
}
