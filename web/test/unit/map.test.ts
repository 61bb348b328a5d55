import { describe, expect, test } from "vitest";
import { clipRing, visiblePieces, type Pair } from "../../src/map/clip.ts";
import type { MapDeath } from "../../src/map/data.ts";
import { graticule } from "../../src/map/graticule.ts";
import { linesOf } from "../../src/map/lines.ts";
import { memberNumbers } from "../../src/map/marks.ts";
import { nearby } from "../../src/map/nearby.ts";
import { ring } from "../../src/map/path.ts";
import { localProjection } from "../../src/map/project.ts";
import { scaleBar } from "../../src/map/scale-bar.ts";
import { METRES_A_DEGREE, surroundings, unwrap, viewOf } from "../../src/map/view.ts";

const death = (id: string, lat: number, lon: number, role: MapDeath["role"] = "member", day: string | null = null): MapDeath => ({
  id, label: id, lat, lon, day, role, href: `/deaths/${id}`,
});

describe("view", () => {
  test("it holds the members and lets far others lie outside", () => {
    const view = viewOf([death("a", 51.54, 0.07), death("b", 51.54, 0.08), death("c", 55, -3, "other")], 2);
    expect(view.west).toBeLessThan(0.07);
    expect(view.east).toBeGreaterThan(0.08);
    expect(view.north).toBeLessThan(52);
  });

  test("one address does not fill the map", () => {
    const view = viewOf([death("a", 51.54, 0.07)], 2);
    expect((view.north - view.south) * METRES_A_DEGREE).toBeCloseTo(500, 0);
  });

  test("deaths on both sides of the date line are near each other", () => {
    const view = viewOf([death("a", -17, 179.9), death("b", -17, -179.9)], 2);
    expect(view.east - view.west).toBeLessThan(1);
    expect(unwrap(-179.9, 180)).toBeCloseTo(180.1);
  });

  test("without members all deaths are shown, without deaths the world", () => {
    expect(viewOf([death("a", 51, 0, "other")], 2).south).toBeGreaterThan(50);
    expect(viewOf([], 2).east).toBe(180);
  });
});

describe("projection", () => {
  test("east and north are the same number of pixels a metre", () => {
    const view = viewOf([death("a", 60, 10), death("b", 60.02, 10.04)], 2);
    const projection = localProjection(view, 800, 400);
    const [x0, y0] = projection.at(10.02, 60.01);
    expect(x0).toBeCloseTo(400, 1);
    expect(y0).toBeCloseTo(200, 1);
    const [x1] = projection.at(10.03, 60.01);
    const metres = 0.01 * METRES_A_DEGREE * Math.cos((60.01 * Math.PI) / 180);
    expect((x1 - x0) / metres).toBeCloseTo(projection.pixelsAMetre, 4);
  });

  test("a scale bar is round, fits, and is at least a third of the room", () => {
    for (const scale of [5, 1.3, 0.31, 0.007, 0.00002]) {
      const { pixels, label } = scaleBar(scale, 120);
      expect(pixels).toBeLessThanOrEqual(120);
      expect(pixels).toBeGreaterThan(40);
      expect(label).toMatch(/^[125]0*(,000)* k?m$/);
    }
  });
});

describe("graticule", () => {
  test("there are some lines, not many, at round degrees", () => {
    for (const side of [0.004, 0.02, 0.7, 12, 300]) {
      const { lons, lats } = graticule({ west: 10, east: 10 + side, south: -side / 4, north: side / 4 });
      expect(lons.length).toBeGreaterThanOrEqual(2);
      expect(lons.length + lats.length).toBeLessThan(20);
    }
  });

  test("labels name the hemisphere and pass the date line", () => {
    const { lons } = graticule({ west: 178, east: 182, south: -20, north: -18 });
    expect(lons.map((line) => line.label)).toEqual(["178° E", "179° E", "180°", "179° W", "178° W"]);
  });
});

describe("clipping", () => {
  const frame = { left: 0, top: 0, right: 10, bottom: 10 };

  test("a ring is cut at the frame", () => {
    const ring: Pair[] = [[-5, -5], [5, -5], [5, 5], [-5, 5]];
    const cut = clipRing(ring, frame);
    expect(cut).toHaveLength(4);
    expect(cut.every(([x, y]) => x >= 0 && x <= 5 && y >= 0 && y <= 5)).toBe(true);
  });

  test("a ring around the frame fills it, one outside vanishes", () => {
    expect(clipRing([[-5, -5], [50, -5], [50, 50], [-5, 50]], frame)).toHaveLength(4);
    expect(clipRing([[20, 20], [30, 20], [30, 30]], frame)).toHaveLength(0);
  });

  test("a line that leaves and comes back is in two pieces", () => {
    expect(visiblePieces([[1, 1], [20, 1], [20, 5], [5, 5]], frame)).toHaveLength(2);
  });
});

describe("base map", () => {
  test("a ring over the date line goes on beyond it", () => {
    const { extent } = ring([[179, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]]);
    expect(extent).toMatchObject({ west: 179, east: 181 });
  });

  test("a ring around the pole is closed over it", () => {
    const { extent, points } = ring([[-180, -80], [-60, -75], [60, -75], [180, -80], [-180, -80]].map(([lon, lat]) => [lon ?? 0, lat ?? 0]));
    expect(points.length).toBeGreaterThan(4);
    expect(extent.south).toBe(-90);
  });

  test("land beyond the date line is found from either side, and what is far is left out", () => {
    const island = ring([[179, -1], [-179, -1], [-179, 1], [179, 1], [179, -1]]);
    const base = { land: [[island], [ring([[0, 50], [1, 50], [1, 51], [0, 50]])]], borders: [] };
    for (const lon of [-180, 180]) {
      const { land } = nearby(base, { west: lon - 5, east: lon + 5, south: -5, north: 5 });
      expect(land.coordinates).toHaveLength(1);
      expect(land.coordinates[0]?.[0]?.[0]).toEqual(land.coordinates[0]?.[0]?.at(-1));
    }
  });

  test("a map that moves shows all deaths and at least four degrees around", () => {
    const deaths = [death("a", 51.54, 0.07), death("b", 53, -2, "other")];
    const around = surroundings(deaths, viewOf(deaths, 2));
    expect(around.west).toBeLessThanOrEqual(-6);
    expect(around.north).toBeGreaterThanOrEqual(57);
  });
});

test("members are numbered by day, those of unknown day last", () => {
  const numbers = memberNumbers([death("late", 0, 0, "member", "2015-01-01"), death("unknown", 0, 0), death("early", 0, 0, "member", "2014-01-01"), death("x", 0, 0, "near", "2013-01-01")]);
  expect([...numbers]).toEqual([["early", 1], ["late", 2], ["unknown", 3]]);
});

test("boundaries of every kind of geometry give lines, points none", () => {
  const ring = [[0, 0], [1, 0], [1, 1], [0, 0]];
  const feature = (geometry: GeoJSON.Geometry): GeoJSON.Feature => ({ type: "Feature", properties: {}, geometry });
  expect(
    linesOf({
      type: "FeatureCollection",
      features: [
        feature({ type: "Polygon", coordinates: [ring] }),
        feature({ type: "MultiPolygon", coordinates: [[ring], [ring]] }),
        feature({ type: "Point", coordinates: [0, 0] }),
        feature({ type: "GeometryCollection", geometries: [{ type: "LineString", coordinates: ring }] }),
      ],
    }),
  ).toHaveLength(4);
});
