import { linear, niceTicks } from "../figure/scale.ts";
import { fit, sayNumber, sayWeight, type Measure } from "../figure/words.ts";
import type { WaterfallData } from "./data.ts";

/** Pixels. */
export const ROW = 30;
export const BAR = 18;
const VALUE_SPACE = 48;
const NAME_GAP = 12;
const AXIS = 46;
/** Beyond this the parts do not add up by rounding alone. */
const ROUNDING = 0.05;

export type BarKind = "for" | "against" | "capped" | "total";

export interface Bar {
  readonly name: string;
  readonly sentence: string;
  readonly weight: number;
  readonly kind: BarKind;
  readonly y: number;
  readonly left: number;
  readonly right: number;
  /** Where the sum stands after this bar. */
  readonly end: number;
  /** Where its value is written, beyond the end that the bar grows towards. */
  readonly valueX: number;
  readonly valueAnchor: "start" | "end";
}

export interface WaterfallLayout {
  readonly width: number;
  readonly height: number;
  readonly names: number;
  readonly bars: readonly Bar[];
  readonly axis: number;
  readonly zero: number;
  readonly ticks: readonly { readonly x: number; readonly value: number }[];
}

/** One row for each evidence, from the sum so far to the sum with it; then what a cap took off, where it did; then the total. */
export function waterfallLayout(data: WaterfallData, width: number, measure: Measure): WaterfallLayout {
  const rows = rowsOf(data);
  const names = Math.min(width * 0.34, Math.max(...rows.map((row) => measure(row.name))) + NAME_GAP);
  const ends = rows.flatMap((row) => [row.from, row.to]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0.5, ...ends);
  const x = linear(low, high, names + VALUE_SPACE, width - VALUE_SPACE);
  const axis = rows.length * ROW + 4;
  return {
    width,
    height: axis + AXIS,
    names,
    axis,
    zero: x(0),
    bars: rows.map((row, index) => {
      const rising = row.to >= row.from;
      return {
        name: fit(row.name, names - NAME_GAP, measure),
        sentence: row.sentence,
        weight: row.weight,
        kind: row.kind,
        y: index * ROW + (ROW - BAR) / 2,
        left: Math.min(x(row.from), x(row.to)),
        right: Math.max(x(row.from), x(row.to)),
        end: x(row.to),
        valueX: x(row.to) + (rising ? 6 : -6),
        valueAnchor: rising ? "start" : "end",
      };
    }),
    ticks: niceTicks(low, high, Math.max(2, Math.floor((width - names) / 110)))
      .filter(Number.isInteger)
      .map((value) => ({ x: x(value), value })),
  };
}

interface Row {
  readonly name: string;
  readonly sentence: string;
  readonly weight: number;
  readonly kind: BarKind;
  readonly from: number;
  readonly to: number;
}

function rowsOf({ parts, total }: WaterfallData): Row[] {
  let sum = 0;
  const rows = parts.map((part): Row => {
    const from = sum;
    sum += part.weight;
    return { name: part.evidence, sentence: part.sentence, weight: part.weight, kind: part.weight < 0 ? "against" : "for", from, to: sum };
  });
  if (Math.abs(total - sum) > ROUNDING) {
    const sentence = `The parts add up to ${sayWeight(sum)}; the total is ${sayWeight(total)}, as the same fact told twice is capped`;
    rows.push({ name: "capped", sentence, weight: total - sum, kind: "capped", from: sum, to: total });
  }
  rows.push({ name: "total", sentence: sayFactor(total), weight: total, kind: "total", from: 0, to: total });
  return rows;
}

/** A weight as a Bayes factor in words. */
export function sayFactor(weight: number): string {
  const size = sayTimes(10 ** Math.abs(weight));
  if (Math.abs(weight) < ROUNDING) return "linked and unrelated explain it equally well";
  return weight > 0 ? `${size} times better explained as linked than as unrelated` : `${size} times better explained as unrelated than as linked`;
}

/** 130, 2.5 million, and beyond the words that are known 3.2 × 10¹⁶. */
function sayTimes(times: number): string {
  if (times >= 1e15) return sayNumber(times);
  return times.toLocaleString("en-GB", { maximumSignificantDigits: 2, ...(times >= 1e6 ? { notation: "compact", compactDisplay: "long" } : {}) });
}
