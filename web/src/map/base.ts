import type { FeatureCollection, MultiLineString, MultiPolygon } from "geojson";
import { feature, mesh } from "topojson-client";
import type { Topology, MultiPolygon as TopoMultiPolygon, MultiLineString as TopoMultiLineString } from "topojson-specification";
import { path, ring, type Path } from "./path.ts";

/** The land, polygon by polygon and ring by ring, and the borders between countries. */
export interface Base {
  readonly land: readonly (readonly Path[])[];
  readonly borders: readonly Path[];
}

type LandTopology = Topology<{ land: TopoMultiPolygon; borders: TopoMultiLineString }>;

let loading: Promise<Base> | undefined;

/** The base map from this server, once for all maps of a page. */
export function loadBase(): Promise<Base> {
  loading ??= fetchJson<LandTopology>(`${import.meta.env.BASE_URL}land.json`).then((topology) => {
    const land = feature(topology, topology.objects.land).geometry as MultiPolygon;
    const borders: MultiLineString = mesh(topology, topology.objects.borders);
    return { land: land.coordinates.map((polygon) => polygon.map(ring)), borders: borders.coordinates.map(path) };
  });
  return loading;
}

/** The office's own boundaries, from this server only (the content-security policy sees to that). */
export function loadBoundaries(address: string): Promise<FeatureCollection> {
  return fetchJson<FeatureCollection>(address);
}

async function fetchJson<Data>(address: string): Promise<Data> {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${address}: the server answered ${answer.status}`);
  return (await answer.json()) as Data;
}
