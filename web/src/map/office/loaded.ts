import type { FeatureCollection } from "geojson";
import type { AddProtocolAction, RasterSourceSpecification, VectorSourceSpecification } from "maplibre-gl";

/** A layer as it came in: shapes, which either map can draw, or tiles, which only the one that moves can. */
export type LoadedLayer = Shapes | VectorTiles | RasterTiles;

export interface Shapes {
  readonly kind: "shapes";
  readonly collection: FeatureCollection;
}

export interface VectorTiles extends Tiles {
  readonly kind: "vector";
  readonly source: VectorSourceSpecification;
  /** Names of the layers within the archive. */
  readonly parts: readonly string[];
}

export interface RasterTiles extends Tiles {
  readonly kind: "raster";
  readonly source: RasterSourceSpecification;
}

interface Tiles {
  /** Answers MapLibre's requests for `pmtiles://` addresses. */
  readonly answer: AddProtocolAction;
  /** Whom the archive asks to be named. */
  readonly attribution: string;
}

/** A loaded layer that is switched on. `index` is its place in the office's list. */
export interface ShownLayer {
  readonly index: number;
  readonly name: string;
  readonly loaded: LoadedLayer;
}

/** Kinds of line by which layers are told apart where colours are not. */
export const LOOKS = 4;

/** The look of the layer at a place in the list, from 1. */
export function lookOf(index: number): number {
  return (index % LOOKS) + 1;
}
