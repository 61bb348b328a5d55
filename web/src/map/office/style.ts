import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Colours } from "../colours.ts";
import { lookOf, type LoadedLayer } from "./loaded.ts";

/** Dashes of each look, in widths of the line; the first is unbroken. The stylesheet has the same. */
const DASHES: readonly (readonly number[] | undefined)[] = [undefined, [5, 2], [1.5, 2], [6, 2, 1.5, 2]];
const AREAS: ExpressionSpecification = ["in", ["geometry-type"], ["literal", ["Polygon", "MultiPolygon"]]];
const POINTS: ExpressionSpecification = ["in", ["geometry-type"], ["literal", ["Point", "MultiPoint"]]];

export function sourceOf(index: number): string {
  return `office-${index}`;
}

/** The place in the list of the layer that a source belongs to. */
export function indexOf(source: string): number | undefined {
  const digits = /^office-(\d+)$/.exec(source)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** How a layer is painted: areas, lines and points in one colour, without letters. Its identifiers begin with its source's. */
export function paintOf(loaded: LoadedLayer, index: number, colours: Colours): LayerSpecification[] {
  const source = sourceOf(index);
  switch (loaded.kind) {
    case "raster":
      return [{ id: `${source}-raster`, type: "raster", source }];
    case "vector":
      return loaded.parts.flatMap((part) => shapes(source, index, colours, part));
    case "shapes":
      return shapes(source, index, colours);
  }
}

function shapes(source: string, index: number, colours: Colours, part?: string): LayerSpecification[] {
  const colour = colours[`layer-${lookOf(index)}` as keyof Colours];
  const dashes = DASHES[lookOf(index) - 1];
  const from = part === undefined ? { source } : { source, "source-layer": part };
  const id = part === undefined ? source : `${source}-${part}`;
  return [
    { id: `${id}-areas`, type: "fill", ...from, filter: AREAS, paint: { "fill-color": colour, "fill-opacity": 0.1, "fill-antialias": false } },
    { id: `${id}-lines`, type: "line", ...from, filter: ["!", POINTS], paint: { "line-color": colour, "line-width": 1.5, ...(dashes ? { "line-dasharray": [...dashes] } : {}) } },
    { id: `${id}-points`, type: "circle", ...from, filter: POINTS, paint: { "circle-color": colour, "circle-radius": 3.5, "circle-stroke-color": colours.paper, "circle-stroke-width": 1 } },
  ];
}
