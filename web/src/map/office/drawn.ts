import type { FeatureCollection, Position } from "geojson";
import { shapePath } from "../../figure/shapes.ts";
import { short, svg } from "../../figure/svg.ts";
import type { Pair } from "../clip.ts";
import { linesNearby, ringsNearby } from "../nearby.ts";
import { path, ring, type Path } from "../path.ts";
import type { Projection } from "../project.ts";
import { unwrap, type View } from "../view.ts";
import { flat } from "./geojson.ts";
import { lookOf } from "./loaded.ts";

/** Pixels below which a line's next point is not drawn. */
const FINEST = 0.4;
const RADIUS = 3.5;

/** What of a feature is drawn how. */
interface Parts {
  readonly name: string | undefined;
  readonly areas: Path[][];
  readonly lines: Path[];
  readonly points: Position[];
}

const known = new WeakMap<FeatureCollection, Parts[]>();

/** A layer of shapes in SVG. What has a name tells it where it is pointed at. */
export function drawnLayer(name: string, collection: FeatureCollection, index: number, view: View, projection: Projection, tell: (sentence: string) => void): SVGElement {
  const group = svg("g", { class: `layer look-${lookOf(index)}` });
  const nameless: Record<"areas" | "lines" | "points", string> = { areas: "", lines: "", points: "" };
  for (const parts of partsOf(collection)) {
    const outlines = outlinesOf(parts, view, projection);
    if (parts.name !== undefined) {
      group.append(...elements(outlines, `${name}: ${parts.name}`));
      continue;
    }
    nameless.areas += outlines.areas;
    nameless.lines += outlines.lines;
    nameless.points += outlines.points;
  }
  group.prepend(...elements(nameless));
  group.addEventListener("pointerover", (event) => tell((event.target as Element).getAttribute("data-name") ?? ""));
  group.addEventListener("pointerout", () => tell(""));
  return group;
}

function elements(outlines: Readonly<Record<"areas" | "lines" | "points", string>>, name?: string): SVGElement[] {
  const kinds = [["areas", "area"], ["lines", "line"], ["points", "point"]] as const;
  return kinds.flatMap(([kind, className]) => (outlines[kind] === "" ? [] : [svg("path", { class: className, d: outlines[kind], "data-name": name })]));
}

/** Kept for as long as the layer is, because a drawing is made anew at every change of width. */
function partsOf(collection: FeatureCollection): Parts[] {
  const before = known.get(collection);
  if (before !== undefined) return before;
  const parts = collection.features.map(({ geometry, properties }): Parts => {
    const found: Parts = { name: properties?.["name"] as string | undefined, areas: [], lines: [], points: [] };
    for (const one of flat(geometry)) {
      if (one.type === "Polygon") found.areas.push(one.coordinates.map(ring));
      if (one.type === "MultiPolygon") found.areas.push(...one.coordinates.map((rings) => rings.map(ring)));
      if (one.type === "LineString") found.lines.push(path(one.coordinates));
      if (one.type === "MultiLineString") found.lines.push(...one.coordinates.map(path));
      if (one.type === "Point") found.points.push(one.coordinates);
      if (one.type === "MultiPoint") found.points.push(...one.coordinates);
    }
    return found;
  });
  known.set(collection, parts);
  return parts;
}

function outlinesOf({ areas, lines, points }: Parts, view: View, projection: Projection): Record<"areas" | "lines" | "points", string> {
  const at = ([lon, lat]: Pair): Pair => projection.at(lon, lat);
  const middle = (view.west + view.east) / 2;
  const spots = points.map(([lon = 0, lat = 0]): Pair => [unwrap(lon, middle), lat]).filter(([lon, lat]) => lon >= view.west && lon <= view.east && lat >= view.south && lat <= view.north);
  return {
    areas: areas.flatMap((rings) => ringsNearby(rings, view)).flatMap((rings) => rings.map((points) => `${trace(points.map(at))}Z`)).join(""),
    lines: linesNearby(lines, view).map((points) => trace(points.map(at))).join(""),
    points: spots.map(at).map(([x, y]) => shapePath("disc", x, y, RADIUS)).join(""),
  };
}

function trace(points: readonly Pair[]): string {
  let last: Pair | undefined;
  const kept = points.filter((point, index) => {
    const near = last !== undefined && Math.hypot(point[0] - last[0], point[1] - last[1]) < FINEST;
    if (near && index < points.length - 1) return false;
    last = point;
    return true;
  });
  return `M${kept.map(([x, y]) => `${short(x)},${short(y)}`).join("L")}`;
}
