import type { Point } from "./forces.ts";

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Where a label stands beside its node. */
export interface Side {
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "middle" | "end";
  readonly box: Box;
}

/** What a label should not cover. */
export interface Obstacles {
  /** Nodes and the labels already placed. */
  readonly boxes: readonly Box[];
  readonly lines: readonly { readonly from: Point; readonly to: Point }[];
  readonly width: number;
  readonly height: number;
}

/** Pixels. */
const LETTERS = 16;
const NEAR = 5;
const SAMPLE = 6;
/** Cost of leaving the frame by a pixel, and of covering one sample of a line, in square pixels of covered boxes. */
const LEAVING = 100;
const COVERING_LINE = 15;

/** Below, right, left or above the node: the first side that costs least. */
export function bestSide({ x, y }: Point, radius: number, wide: number, obstacles: Obstacles): Side {
  const away = radius + NEAR;
  const sides = [
    side(x, y + away + LETTERS - 5, "middle", wide),
    side(x + away, y + 4, "start", wide),
    side(x - away, y + 4, "end", wide),
    side(x, y - away, "middle", wide),
  ];
  const costs = sides.map(({ box }) => cost(box, obstacles));
  return sides[costs.indexOf(Math.min(...costs))] ?? side(x, y, "middle", wide);
}

/** Share of a box that others cover. */
export function covered(box: Box, others: readonly Box[]): number {
  return others.reduce((sum, other) => sum + overlap(box, other), 0) / area(box);
}

function side(x: number, y: number, anchor: Side["anchor"], wide: number): Side {
  const left = anchor === "start" ? x : anchor === "end" ? x - wide : x - wide / 2;
  return { x, y, anchor, box: { left, right: left + wide, top: y - LETTERS + 4, bottom: y + 4 } };
}

function cost(box: Box, { boxes, lines, width, height }: Obstacles): number {
  const beyond = Math.max(0, -box.left) + Math.max(0, box.right - width) + Math.max(0, -box.top) + Math.max(0, box.bottom - height);
  const samples = lines.reduce((sum, line) => sum + samplesWithin(box, line.from, line.to), 0);
  return area(box) * covered(box, boxes) + LEAVING * beyond + COVERING_LINE * samples;
}

function samplesWithin(box: Box, from: Point, to: Point): number {
  if (Math.max(from.x, to.x) < box.left || Math.min(from.x, to.x) > box.right) return 0;
  if (Math.max(from.y, to.y) < box.top || Math.min(from.y, to.y) > box.bottom) return 0;
  const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / SAMPLE);
  let within = 0;
  for (let step = 0; step <= steps; step += 1) {
    const x = from.x + ((to.x - from.x) * step) / Math.max(1, steps);
    const y = from.y + ((to.y - from.y) * step) / Math.max(1, steps);
    if (x > box.left && x < box.right && y > box.top && y < box.bottom) within += 1;
  }
  return within;
}

function area(box: Box): number {
  return (box.right - box.left) * (box.bottom - box.top);
}

function overlap(a: Box, b: Box): number {
  return Math.max(0, Math.min(a.right, b.right) - Math.max(a.left, b.left)) * Math.max(0, Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top));
}
