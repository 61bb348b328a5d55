import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { mergeArcs, meshArcs, quantize } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Plugin } from "vite";

/** Smallest triangle kept, in square degrees: about a third of a square kilometre at 45° north, as in the report's maps. */
const DETAIL = 4e-5;
/** Grid steps over the width of the world, the same as in the source: 250 m at London. */
const STEPS = 1e5;

/** Emits `land.json`: the land and the inner borders of Natural Earth 1:10m (public domain), without names. */
export function landAsset(): Plugin {
  return {
    name: "land",
    apply: "build",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: "land.json", source: JSON.stringify(landTopology()) });
    },
  };
}

function landTopology(): Topology {
  const file = createRequire(import.meta.url).resolve("world-atlas/countries-10m.json");
  const full = JSON.parse(readFileSync(file, "utf8")) as Topology<{ countries: GeometryCollection }>;
  const world = simplify(presimplify(full), DETAIL) as Topology<{ countries: GeometryCollection }>;
  const countries = world.objects.countries;
  const polygons = countries.geometries.filter((shape) => shape.type === "Polygon" || shape.type === "MultiPolygon");
  return quantize(
    {
      type: "Topology",
      arcs: world.arcs,
      objects: {
        land: mergeArcs(world, polygons),
        borders: meshArcs(world, countries, (a, b) => a !== b),
      },
    },
    STEPS,
  );
}
