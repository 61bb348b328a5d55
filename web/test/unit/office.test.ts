import { afterEach, describe, expect, test, vi } from "vitest";
import type { Colours } from "../../src/map/colours.ts";
import { collection, flat, loadGeoJson } from "../../src/map/office/geojson.ts";
import { lookOf } from "../../src/map/office/loaded.ts";
import { layersOff, rememberLayer } from "../../src/map/office/remember.ts";
import { indexOf, paintOf, sourceOf } from "../../src/map/office/style.ts";

const point = (lon: number, lat: number) => ({ type: "Point", coordinates: [lon, lat] });
const colours = new Proxy({}, { get: (_, name) => String(name) }) as Colours;

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("GeoJSON of the office", () => {
  test("a collection, a feature and a bare geometry are all read, and keep their names alone", () => {
    const feature = { type: "Feature", properties: { name: "Abbey", secret: 1 }, geometry: point(0, 51) };
    for (const given of [{ type: "FeatureCollection", features: [feature] }, feature]) {
      expect(collection(given).features[0]?.properties).toEqual({ name: "Abbey" });
    }
    expect(collection(point(0, 51)).features).toHaveLength(1);
  });

  test("a feature without a place is kept and draws nothing", () => {
    const [feature] = collection({ type: "Feature", properties: null, geometry: null }).features;
    expect(feature && flat(feature.geometry)).toEqual([]);
  });

  test("metres, broken coordinates and what is not GeoJSON are refused in words", () => {
    expect(() => collection(point(544_000, 184_000))).toThrow(/feature 1 is not in degrees/);
    expect(() => collection({ type: "Polygon", coordinates: [[0, 1]] })).toThrow(/feature 1 is not in degrees/);
    expect(() => collection({ type: "LineString" })).toThrow(/not in degrees/);
    expect(() => collection({ type: "Point", coordinates: [null, "51"] })).toThrow(/not in degrees/);
    for (const other of [null, 3, "text", [], {}, { type: "Topology" }, { type: "FeatureCollection" }]) expect(() => collection(other)).toThrow("it is not GeoJSON");
  });

  test("geometries within collections are found", () => {
    const nested = { type: "GeometryCollection", geometries: [point(0, 0), { type: "GeometryCollection", geometries: [point(1, 1)] }] };
    expect(collection(nested).features.flatMap(({ geometry }) => flat(geometry))).toHaveLength(2);
  });
});

describe("a GeoJSON file", () => {
  const answered = (body: string, init?: ResponseInit) => vi.stubGlobal("fetch", async () => new Response(body, init));

  test("it is read", async () => {
    answered(JSON.stringify(point(0, 51)));
    expect((await loadGeoJson("/layers/a.geojson")).features).toHaveLength(1);
  });

  test("one that is too large is refused by its length, and by what comes where that is not said or wrong", async () => {
    const text = JSON.stringify(point(0, 51));
    answered(text, { headers: { "content-length": "2000000" } });
    await expect(loadGeoJson("/layers/a.geojson", 1_000_000)).rejects.toThrow("it is larger than 1 MB");
    answered(text, { headers: { "content-length": "3" } });
    await expect(loadGeoJson("/layers/a.geojson", 20)).rejects.toThrow("it is larger than");
    expect((await loadGeoJson("/layers/a.geojson", text.length)).features).toHaveLength(1);
  });

  test("what the server refuses, and what is not JSON, is said", async () => {
    answered("", { status: 403 });
    await expect(loadGeoJson("/layers/a.geojson")).rejects.toThrow("the server answered 403");
    answered("<!doctype html>");
    await expect(loadGeoJson("/layers/a.geojson")).rejects.toThrow("it is not JSON");
  });
});

describe("how layers look", () => {
  test("neighbours in the list differ, and looks come round", () => {
    expect([0, 1, 2, 3, 4].map(lookOf)).toEqual([1, 2, 3, 4, 1]);
  });

  test("every layer of an archive is painted by one source, and found again by it", () => {
    const layers = paintOf({ kind: "vector", source: { type: "vector" }, parts: ["roads", "water"], answer: async () => ({ data: new ArrayBuffer(0) }), attribution: "" }, 5, colours);
    expect(layers.map(({ id }) => id)).toEqual(["office-5-roads-areas", "office-5-roads-lines", "office-5-roads-points", "office-5-water-areas", "office-5-water-lines", "office-5-water-points"]);
    expect(new Set(layers.map((layer) => "source" in layer && layer.source))).toEqual(new Set([sourceOf(5)]));
    expect(indexOf(sourceOf(5))).toBe(5);
    expect(indexOf("deaths")).toBeUndefined();
  });
});

describe("what is switched off", () => {
  test("it is remembered by address", () => {
    const kept = new Map<string, string>();
    vi.stubGlobal("sessionStorage", { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, value: string) => void kept.set(name, value) });
    rememberLayer("/layers/a", false);
    rememberLayer("/layers/b", false);
    rememberLayer("/layers/a", true);
    expect([...layersOff()]).toEqual(["/layers/b"]);
    kept.forEach((_, name) => kept.set(name, "not JSON"));
    expect(layersOff().size).toBe(0);
  });

  test("where nothing can be kept, all layers are on", () => {
    vi.stubGlobal("sessionStorage", undefined);
    rememberLayer("/layers/a", false);
    expect(layersOff().size).toBe(0);
  });
});
