import type { FeatureCollection, Position } from "geojson";
import { markLink } from "../figure/link.ts";
import { shapePath } from "../figure/shapes.ts";
import { drawing, short, svg, text } from "../figure/svg.ts";
import type { Base } from "./base.ts";
import { visiblePieces, type Pair } from "./clip.ts";
import type { MapData, MapDeath } from "./data.ts";
import { grid } from "./grid.ts";
import { linesOf } from "./lines.ts";
import { DRAWING_ORDER, memberNumbers, ROLES, sayDeath } from "./marks.ts";
import { nearby } from "./nearby.ts";
import { drawnLayer } from "./office/drawn.ts";
import type { ShownLayer } from "./office/loaded.ts";
import { localProjection, type Projection } from "./project.ts";
import { grown, unwrap, viewOf, type View } from "./view.ts";

/** Share of the view drawn beyond the frame, so that its edge shows no outline. */
const BEYOND = 0.02;

export interface Layers {
  readonly base: Base | undefined;
  readonly boundaries: FeatureCollection | undefined;
  readonly office: readonly ShownLayer[];
}

/** The map as SVG: for paper, and where there is no WebGL. */
export function vectorMap(data: MapData, layers: Layers, width: number, height: number, sentence: string, tell: (sentence: string) => void): SVGSVGElement {
  const view = viewOf(data.deaths, width / height);
  const projection = localProjection(view, width, height);
  const seen = [
    svg("rect", { class: "water", width, height }),
    ...base(layers, view, projection, width, height),
    ...layers.office.flatMap(({ index, name, loaded }) =>
      loaded.kind === "shapes" ? [drawnLayer(name, loaded.collection, index, grown(view, BEYOND), projection, tell)] : [],
    ),
    ...grid(view, projection.at, projection.pixelsAMetre, width, height),
  ];
  const numbers = memberNumbers(data.deaths);
  const marks = DRAWING_ORDER.flatMap((role) => data.deaths.filter((death) => death.role === role))
    .map((death) => mark(death, numbers.get(death.id), projection, view, tell));
  return drawing(width, height, sentence, seen, marks);
}

function base({ base: loaded, boundaries }: Layers, view: View, projection: Projection, width: number, height: number): SVGElement[] {
  const paths: SVGElement[] = [];
  if (loaded !== undefined) {
    const { land, borders } = nearby(loaded, grown(view, BEYOND));
    paths.push(svg("path", { class: "land", d: land.coordinates.map((rings) => drawn(rings, projection, "Z")).join("") }));
    paths.push(svg("path", { class: "border", d: drawn(borders.coordinates, projection) }));
  }
  if (boundaries !== undefined) {
    const frame = { left: -width, top: -height, right: 2 * width, bottom: 2 * height };
    const pieces = linesOf(boundaries).flatMap((line) => visiblePieces(line.map(([lon = 0, lat = 0]) => projection.at(lon, lat)), frame));
    paths.push(svg("path", { class: "boundary", d: pieces.map(trace).join("") }));
  }
  return paths;
}

function drawn(lines: readonly (readonly Position[])[], projection: Projection, end = ""): string {
  return lines.map((line) => `${trace(line.map(([lon = 0, lat = 0]) => projection.at(lon, lat)))}${end}`).join("");
}

function trace(points: readonly Pair[]): string {
  return `M${points.map(([x, y]) => `${short(x)},${short(y)}`).join("L")}`;
}

function mark(death: MapDeath, number: number | undefined, projection: Projection, view: View, tell: (sentence: string) => void): SVGElement {
  const [x, y] = projection.at(unwrap(death.lon, (view.west + view.east) / 2), death.lat);
  const { shape, radius } = ROLES[death.role];
  const parts: SVGElement[] = [svg("path", { class: `role ${death.role}`, d: shapePath(shape, x, y, radius) })];
  if (number !== undefined) parts.push(text("number", x, y + 4, String(number), "middle"));
  // The list beside the map holds the same links, so the marks need no tab stops of their own.
  const name = number === undefined ? sayDeath(death) : `${number}: ${sayDeath(death)}`;
  return markLink(death.href, name, { class: "mark", tabindex: -1, "data-key": death.id }, tell, ...parts);
}
