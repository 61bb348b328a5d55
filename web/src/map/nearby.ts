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
  const frame = { left: view.west, right: view.east, top: view.south, bottom: view.north };
  const polygons = TURNS.flatMap((turn) =>
    base.land.map((rings) => rings.flatMap((path) => (meets(path, turn, view) ? [clipRing(moved(path, turn), frame)] : [])).filter((points) => points.length > 2)),
  );
  return {
    land: { type: "MultiPolygon", coordinates: polygons.filter((rings) => rings.length > 0).map((rings) => rings.map(closed)) },
    borders: { type: "MultiLineString", coordinates: linesNearby(base.borders, view, frame) },
  };
}

function linesNearby(paths: readonly Path[], view: View, frame: Frame): [number, number][][] {
  return TURNS.flatMap((turn) => paths.flatMap((path) => (meets(path, turn, view) ? visiblePieces(moved(path, turn), frame) : []))).map((points) => points.map(([lon, lat]) => [lon, lat]));
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
