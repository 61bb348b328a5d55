import type { MultiLineString, MultiPolygon } from "geojson";
import type { Base } from "./base.ts";
import { clipRing, visiblePieces, type Frame, type Pair } from "./clip.ts";
import type { Path } from "./path.ts";
import type { View } from "./view.ts";

/** The part of the base map in a view, moved by whole turns to where the view looks for it. */
export interface Nearby {
  readonly land: MultiPolygon;
  readonly borders: MultiLineString;
}

const TURNS = [-360, 0, 360] as const;

export function nearby(base: Base, view: View): Nearby {
  return {
    land: { type: "MultiPolygon", coordinates: base.land.flatMap((rings) => ringsNearby(rings, view)).map((rings) => rings.map(closed)) },
    borders: { type: "MultiLineString", coordinates: linesNearby(base.borders, view).map((points) => points.map(([lon, lat]) => [lon, lat])) },
  };
}

/** What of a polygon lies in a view, once for each turn in which something does, cut at its frame. */
export function ringsNearby(rings: readonly Path[], view: View): Pair[][][] {
  const seen = TURNS.map((turn) => rings.flatMap((path) => (meets(path, turn, view) ? [clipRing(moved(path, turn), frameOf(view))] : [])).filter((points) => points.length > 2));
  return seen.filter((pieces) => pieces.length > 0);
}

/** The pieces of lines that may be seen in a view. */
export function linesNearby(paths: readonly Path[], view: View): Pair[][] {
  return TURNS.flatMap((turn) => paths.flatMap((path) => (meets(path, turn, view) ? visiblePieces(moved(path, turn), frameOf(view)) : [])));
}

function frameOf(view: View): Frame {
  return { left: view.west, right: view.east, top: view.south, bottom: view.north };
}

function meets({ extent }: Path, turn: number, view: View): boolean {
  return extent.west + turn <= view.east && extent.east + turn >= view.west && extent.south <= view.north && extent.north >= view.south;
}

function moved(path: Path, turn: number): readonly Pair[] {
  return turn === 0 ? path.points : path.points.map(([lon, lat]): Pair => [lon + turn, lat]);
}

/** GeoJSON repeats the first point of a ring as its last. */
function closed(points: readonly Pair[]): [number, number][] {
  const copies = points.map(([lon, lat]): [number, number] => [lon, lat]);
  const first = copies[0];
  return first === undefined ? copies : [...copies, first];
}
