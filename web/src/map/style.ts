import type { FeatureCollection, Geometry } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import type { Colours } from "./colours.ts";
import type { MapData } from "./data.ts";
import { DRAWING_ORDER, memberNumbers } from "./marks.ts";
import type { Nearby } from "./nearby.ts";

export const BOUNDARIES = "boundaries";
export const DEATHS = "deaths";
export const LIT = "lit";
const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Sources and layers of the moving map: no letters, no tiles and nothing from elsewhere. */
export function style(data: MapData, near: Nearby | undefined, boundaries: FeatureCollection | undefined, colour: Colours): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: "geojson", data: near ? feature(near.land) : NOTHING },
      borders: { type: "geojson", data: near ? feature(near.borders) : NOTHING },
      [BOUNDARIES]: { type: "geojson", data: boundaries ?? NOTHING },
      [DEATHS]: { type: "geojson", data: points(data) },
      [LIT]: { type: "geojson", data: NOTHING },
    },
    layers: [
      { id: "water", type: "background", paint: { "background-color": colour.water } },
      { id: "land", type: "fill", source: "land", paint: { "fill-color": colour.land, "fill-outline-color": colour.coast } },
      { id: "borders", type: "line", source: "borders", paint: { "line-color": colour.border, "line-dasharray": [4, 2] } },
      { id: BOUNDARIES, type: "line", source: BOUNDARIES, paint: { "line-color": colour.boundary, "line-width": 1.5 } },
      {
        id: DEATHS,
        type: "symbol",
        source: DEATHS,
        layout: { "icon-image": ["get", "icon"], "icon-allow-overlap": true, "icon-ignore-placement": true, "symbol-z-order": "source" },
      },
      {
        id: LIT,
        type: "circle",
        source: LIT,
        paint: { "circle-radius": 16, "circle-opacity": 0, "circle-stroke-width": 3, "circle-stroke-color": colour.accent },
      },
    ],
  };
}

/** The name of the icon of a death, read by `iconParts`. */
function iconName(role: string, number: number | undefined): string {
  return number === undefined ? role : `${role} ${number}`;
}

function points(data: MapData): FeatureCollection {
  const numbers = memberNumbers(data.deaths);
  const ordered = DRAWING_ORDER.flatMap((role) => data.deaths.filter((death) => death.role === role));
  return {
    type: "FeatureCollection",
    features: ordered.map((death) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [death.lon, death.lat] },
      properties: { id: death.id, icon: iconName(death.role, numbers.get(death.id)) },
    })),
  };
}

function feature(geometry: Geometry): FeatureCollection {
  return { type: "FeatureCollection", features: [{ type: "Feature", geometry, properties: {} }] };
}
