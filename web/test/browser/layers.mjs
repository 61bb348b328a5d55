// The layers of an invented office around the fixture's deaths, good and bad.

import { archive, picture, tileAt, vectorTile } from "./archive.mjs";

const feature = (type, coordinates, name) => ({ type: "Feature", properties: name === undefined ? {} : { name }, geometry: { type, coordinates } });

const wards = {
  type: "FeatureCollection",
  features: [
    feature("Polygon", [[[0.06, 51.531], [0.0758, 51.532], [0.0752, 51.548], [0.058, 51.549], [0.06, 51.531]]], "Westward"),
    feature("Polygon", [[[0.0758, 51.532], [0.092, 51.531], [0.094, 51.549], [0.0752, 51.548], [0.0758, 51.532]]], "Eastward"),
    feature("LineString", [[0.06, 51.545], [0.07, 51.5435], [0.08, 51.5455], [0.09, 51.544]], "Mill Brook"),
    feature("MultiPoint", [[0.0735, 51.5395], [0.0785, 51.5405]]),
    { type: "Feature", properties: { name: "nowhere" }, geometry: null },
  ],
};

const tile = tileAt(10, 0.0758, 51.5393);
const block = (lon, lat) => [[[lon, lat], [lon + 0.003, lat], [lon + 0.003, lat + 0.0015], [lon, lat + 0.0015], [lon, lat]]];
const streets = vectorTile(tile, {
  roads: [feature("LineString", [[0.06, 51.5362], [0.092, 51.5372]], "London Road"), feature("LineString", [[0.0722, 51.53], [0.0731, 51.55]], "Church Lane")],
  buildings: [feature("Polygon", block(0.0705, 51.5375), "Market Hall"), feature("Polygon", block(0.0792, 51.5383), "Corn Exchange")],
  stops: [feature("Point", [0.0812, 51.5368], "Bridge Stop")],
});
const parts = ["roads", "buildings", "stops"].map((id) => ({ id, fields: { name: "String" } }));

export const LAYER_FILES = {
  "wards.geojson": Buffer.from(JSON.stringify(wards)),
  "streets.pmtiles": archive(tile, 1, streets, { vector_layers: parts, attribution: '<a href="https://example.org">© Borough of Invention</a>' }),
  "ground.pmtiles": archive(tile, 2, picture(256, [120, 160, 90]), { name: "Ground" }),
  "nameless.pmtiles": archive(tile, 1, streets, {}),
  "torn.pmtiles": Buffer.from("this is not an archive ".repeat(20)),
  "page.geojson": Buffer.from("<!doctype html>"),
  "metres.geojson": Buffer.from(JSON.stringify(feature("Point", [544000, 184000], "Barking"))),
  // A number stands for a file of that many bytes.
  "large.geojson": 60_000_000,
};

const layer = (name, file, kind) => ({ name, href: `/layers/${file}`, kind });

export const layers = {
  "with-ground": [layer("Wards", "wards.geojson", "geojson"), layer("Ground", "ground.pmtiles", "pmtiles")],
  "with-faults": [
    layer("Gone", "gone.geojson", "geojson"),
    layer("Page", "page.geojson", "geojson"),
    layer("Metres", "metres.geojson", "geojson"),
    layer("Large", "large.geojson", "geojson"),
    layer("Torn", "torn.pmtiles", "pmtiles"),
    layer("Nameless", "nameless.pmtiles", "pmtiles"),
    { name: "Elsewhere", href: "https://example.org/elsewhere.geojson", kind: "geojson" },
    layer("Wards", "wards.geojson", "geojson"),
  ],
};
