import { linear } from "../figure/scale.ts";
import { fit, type Measure } from "../figure/words.ts";
import type { GraphData, GraphLink } from "./data.ts";
import { forcePlaces, type Point } from "./forces.ts";
import { bestSide, covered, type Box } from "./labels.ts";

/** Pixels. */
export const NODE = 9;
const EDGE_X = 64;
const EDGE_Y = 30;
const THINNEST = 1.5;
const THICKEST = 8;
/** Nodes from which labels are shortened to what stands before their comma, and lines made thinner. */
const CROWD = 14;
const THICKEST_IN_CROWD = 4;
/** Share of a label that others may cover before it is shown only when its node is pointed at. */
const COVERED = 0.15;

export interface PlacedNode extends Point {
  readonly id: string;
  readonly label: string;
  readonly full: string;
  readonly href: string;
  readonly labelX: number;
  readonly labelY: number;
  readonly anchor: "start" | "middle" | "end";
  /** Whether there is no room for its label until it is asked for. */
  readonly quiet: boolean;
}

export interface PlacedLink {
  readonly link: GraphLink;
  readonly names: readonly [string, string];
  readonly from: Point;
  readonly to: Point;
  readonly thickness: number;
}

export interface GraphLayout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  /** Heaviest first. */
  readonly links: readonly PlacedLink[];
}

/** The nodes within the frame, each with its label on the side where it covers least. */
export function graphLayout(data: GraphData, width: number, measure: Measure): GraphLayout {
  const height = Math.round(Math.min(560, 120 + 70 * Math.sqrt(data.nodes.length)));
  const crowd = data.nodes.length >= CROWD;
  const places = withinFrame(forcePlaces(data), width, height);
  const at = (id: string): Point => places.get(id) ?? { x: width / 2, y: height / 2 };
  const drawn = data.links.filter((link) => places.has(link.a) && places.has(link.b)).sort((a, b) => b.weight - a.weight);
  const heaviest = Math.max(1, ...drawn.map((link) => link.weight));
  const thickness = linear(0, heaviest, THINNEST, crowd ? THICKEST_IN_CROWD : THICKEST);
  const names = new Map(data.nodes.map((node) => [node.id, node.label]));
  const lines = drawn.map((link) => ({ from: at(link.a), to: at(link.b) }));
  const boxes: Box[] = [...places.values()].map(({ x, y }) => ({ left: x - NODE, right: x + NODE, top: y - NODE, bottom: y + NODE }));
  const nodes = data.nodes.map((node): PlacedNode => {
    const { x, y } = at(node.id);
    const label = fit(crowd ? (node.label.split(",")[0] ?? node.label) : node.label, Math.min(180, width * 0.4), measure);
    const side = bestSide({ x, y }, NODE, measure(label), { boxes, lines, width, height });
    const quiet = covered(side.box, boxes) > COVERED;
    if (!quiet) boxes.push(side.box);
    return { id: node.id, label, full: node.label, href: node.href, x, y, labelX: side.x, labelY: side.y, anchor: side.anchor, quiet };
  });
  return {
    width,
    height,
    nodes,
    links: drawn.map((link) => ({
      link,
      names: [names.get(link.a) ?? link.a, names.get(link.b) ?? link.b],
      from: at(link.a),
      to: at(link.b),
      thickness: thickness(Math.max(0, link.weight)),
    })),
  };
}

/** Fills the frame in both directions, but never by more than a factor, so that two deaths do not stand at two ends of a page. */
function withinFrame(places: ReadonlyMap<string, Point>, width: number, height: number): Map<string, Point> {
  const points = [...places.values()];
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const middle = { x: (Math.min(...xs) + Math.max(...xs)) / 2, y: (Math.min(...ys) + Math.max(...ys)) / 2 };
  const factor = (space: number, values: readonly number[]): number => Math.min(1.8, space / Math.max(1, Math.max(...values) - Math.min(...values)));
  const [byX, byY] = [factor(width - 2 * EDGE_X, xs), factor(height - 2 * EDGE_Y, ys)];
  return new Map([...places].map(([id, { x, y }]) => [id, { x: width / 2 + (x - middle.x) * byX, y: height / 2 + (y - middle.y) * byY }]));
}
