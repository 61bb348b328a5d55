import type { Feature, FeatureCollection, Geometry } from "geojson";

/** Largest file that is read, in bytes. A larger one would hold a browser up; tiles are made for that. */
export const LARGEST = 50_000_000;

/** A GeoJSON file of this server. Fails with what a reader is to be told. */
export async function loadGeoJson(address: string, largest = LARGEST): Promise<FeatureCollection> {
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  const text = await limitedText(answer, largest);
  return collection(parsed(text));
}

async function limitedText(answer: Response, largest: number): Promise<string> {
  const tooLarge = (): Error => new Error(`it is larger than ${largest / 1e6} MB; made into PMTiles it can be shown`);
  if (Number(answer.headers.get("content-length") ?? 0) > largest) {
    await answer.body?.cancel();
    throw tooLarge();
  }
  const reader = answer.body?.getReader();
  if (reader === undefined) return "";
  const decoder = new TextDecoder();
  const pieces: string[] = [];
  let bytes = 0;
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    bytes += piece.value.length;
    // A compressed answer says its compressed length, so what comes out is counted too.
    if (bytes > largest) {
      await reader.cancel();
      throw tooLarge();
    }
    pieces.push(decoder.decode(piece.value, { stream: true }));
  }
  return pieces.join("") + decoder.decode();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error("it is not JSON");
  }
}

/** GeoJSON (RFC 7946) as features that carry nothing but their names. */
export function collection(value: unknown): FeatureCollection {
  const given = members(value);
  if (given["type"] === "FeatureCollection" && Array.isArray(given["features"])) {
    return { type: "FeatureCollection", features: given["features"].map(feature) };
  }
  return { type: "FeatureCollection", features: [given["type"] === "Feature" ? feature(given, 0) : feature({ geometry: given }, 0)] };
}

/** MapLibre passes over a feature without a place; so does this. */
function feature(value: unknown, index: number): Feature {
  const { geometry: given, properties } = members(value);
  const name = members(properties)["name"];
  const geometry = given === null || given === undefined ? { type: "GeometryCollection" as const, geometries: [] } : checked(given, index);
  return { type: "Feature", geometry, properties: typeof name === "string" || typeof name === "number" ? { name: String(name) } : {} };
}

/** How deep positions lie in the coordinates of each kind. */
const DEPTH: Readonly<Record<string, number>> = { Point: 0, MultiPoint: 1, LineString: 1, MultiLineString: 2, Polygon: 2, MultiPolygon: 3 };

function checked(value: unknown, index: number): Geometry {
  const { type, coordinates, geometries } = members(value);
  if (type === "GeometryCollection" && Array.isArray(geometries)) return { type, geometries: geometries.map((one) => checked(one, index)) };
  const depth = typeof type === "string" ? DEPTH[type] : undefined;
  if (depth === undefined) throw new Error("it is not GeoJSON");
  if (!arePositions(coordinates, depth)) throw new Error(`its feature ${index + 1} is not in degrees of longitude and latitude (WGS 84)`);
  return { type, coordinates } as Geometry;
}

function arePositions(value: unknown, depth: number): boolean {
  if (!Array.isArray(value)) return false;
  return depth === 0 ? isPosition(value) : value.every((inner) => arePositions(inner, depth - 1));
}

/** Up to a whole turn beyond, as of lines over the date line; what was left in metres lies far outside. */
function isPosition([lon, lat]: readonly unknown[]): boolean {
  return typeof lon === "number" && typeof lat === "number" && Math.abs(lon) <= 540 && Math.abs(lat) <= 90;
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** All geometries of a feature, those of collections one by one. */
export function flat(geometry: Geometry): Exclude<Geometry, { type: "GeometryCollection" }>[] {
  return geometry.type === "GeometryCollection" ? geometry.geometries.flatMap(flat) : [geometry];
}

