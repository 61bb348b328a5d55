// Writes small PMTiles archives (specification 3) and what goes into them: one tile each, so that nothing has to be fetched.

import { deflateSync } from "node:zlib";

const EXTENT = 4096;
const KINDS = { Point: 1, LineString: 2, Polygon: 3 };

/** The tile of the web map that holds a place. */
export function tileAt(zoom, lon, lat) {
  const { x, y } = mercator(lon, lat);
  return { z: zoom, x: Math.floor(x * 2 ** zoom), y: Math.floor(y * 2 ** zoom) };
}

/** An archive of one tile. `type` is 1 for vector tiles and 2 for PNG, as in the specification. */
export function archive({ z, x, y }, type, tile, metadata) {
  const json = Buffer.from(JSON.stringify(metadata));
  const directory = Buffer.from([...varint(1), ...varint(tileNumber(z, x, y)), ...varint(1), ...varint(tile.length), ...varint(1)]);
  const header = Buffer.alloc(127);
  header.write("PMTiles");
  header.writeUInt8(3, 7);
  const parts = [127, directory.length, 127 + directory.length, json.length, 127 + directory.length + json.length, 0, 127 + directory.length + json.length, tile.length, 1, 1, 1];
  parts.forEach((value, index) => header.writeBigUInt64LE(BigInt(value), 8 + 8 * index));
  // Clustered, neither directories nor tiles compressed.
  [1, 1, 1, type, z, z].forEach((value, index) => header.writeUInt8(value, 96 + index));
  const [west, south, east, north] = [longitude(x, z), latitude(y + 1, z), longitude(x + 1, z), latitude(y, z)];
  [west, south, east, north].forEach((degrees, index) => header.writeInt32LE(Math.round(degrees * 1e7), 102 + 4 * index));
  return Buffer.concat([header, directory, json, tile]);
}

/** A vector tile: layers by name, each a list of GeoJSON features with at most one line or ring. */
export function vectorTile(tile, layers) {
  return Buffer.from(Object.entries(layers).flatMap(([name, features]) => field(3, layer(tile, name, features))));
}

/** A square PNG of one colour. */
export function picture(side, [red, green, blue]) {
  const row = Buffer.concat([Buffer.from([0]), Buffer.concat(Array.from({ length: side }, () => Buffer.from([red, green, blue])))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const body = deflateSync(Buffer.concat(Array.from({ length: side }, () => row)));
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", header), chunk("IDAT", body), chunk("IEND", Buffer.alloc(0))]);
}

function layer(tile, name, features) {
  const names = features.map(({ properties }) => properties.name);
  return [
    ...text(1, name),
    ...features.flatMap((feature, index) => field(2, [...field(2, [...varint(0), ...varint(index)]), ...number(3, KINDS[feature.geometry.type]), ...field(4, commands(tile, feature.geometry))])),
    ...text(3, "name"),
    ...names.flatMap((value) => field(4, text(1, value))),
    ...number(5, EXTENT),
    ...number(15, 2),
  ];
}

/** The drawing commands of a geometry: 1 moves, 2 draws lines, 7 closes a ring. */
function commands(tile, { type, coordinates }) {
  const line = type === "Point" ? [coordinates] : type === "Polygon" ? coordinates[0].slice(0, -1) : coordinates;
  let at = [0, 0];
  const steps = line.map(([lon, lat]) => {
    const { x, y } = mercator(lon, lat);
    const here = [x * 2 ** tile.z - tile.x, y * 2 ** tile.z - tile.y].map((share) => Math.round(share * EXTENT));
    const step = [here[0] - at[0], here[1] - at[1]];
    at = here;
    return step.map((value) => (value << 1) ^ (value >> 31));
  });
  const values = [(1 << 3) | 1, ...steps[0], ...(steps.length > 1 ? [((steps.length - 1) << 3) | 2, ...steps.slice(1).flat()] : []), ...(type === "Polygon" ? [(1 << 3) | 7] : [])];
  return values.flatMap((value) => varint(value));
}

function field(tag, bytes) {
  return [...varint((tag << 3) | 2), ...varint(bytes.length), ...bytes];
}

function text(tag, value) {
  return field(tag, [...Buffer.from(value)]);
}

function number(tag, value) {
  return [...varint(tag << 3), ...varint(value)];
}

function varint(value) {
  const bytes = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

/** The number of a tile along the Hilbert curve, after those of all lower zooms. */
function tileNumber(z, x, y) {
  let number = (4 ** z - 1) / 3;
  for (let side = 2 ** (z - 1); side >= 1; side /= 2) {
    const [right, down] = [Math.floor(x / side) % 2, Math.floor(y / side) % 2];
    number += side * side * ((3 * right) ^ down);
    if (down === 0) {
      if (right === 1) [x, y] = [side - 1 - (x % side), side - 1 - (y % side)];
      [x, y] = [y, x];
    }
  }
  return number;
}

function mercator(lon, lat) {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: lon / 360 + 0.5, y: 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI) };
}

function longitude(x, z) {
  return (x / 2 ** z) * 360 - 180;
}

function latitude(y, z) {
  return (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / 2 ** z))) * 180) / Math.PI;
}

function chunk(name, body) {
  const named = Buffer.concat([Buffer.from(name), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

function crc32(bytes) {
  let register = 0xffffffff;
  for (const byte of bytes) {
    register ^= byte;
    for (let bit = 0; bit < 8; bit += 1) register = (register >>> 1) ^ (register & 1 ? 0xedb88320 : 0);
  }
  return (register ^ 0xffffffff) >>> 0;
}
