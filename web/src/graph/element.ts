import { FigureElement } from "../figure/figure.ts";
import { markLink } from "../figure/link.ts";
import { optionList } from "../figure/options.ts";
import { shapePath } from "../figure/shapes.ts";
import { drawing, svg, text, unspoken } from "../figure/svg.ts";
import { count, measureBy, sayWeight } from "../figure/words.ts";
import type { GraphData } from "./data.ts";
import { graphLayout, NODE, type PlacedLink, type PlacedNode } from "./layout.ts";

/** Narrowest line that a finger can meet, in pixels. */
const REACH = 24;

/** The deaths of a series and the links that hold it together. */
export class GraphElement extends FigureElement<GraphData> {
  protected override readonly hint = "Point at a link, or reach it with the Tab and arrow keys, heaviest first, to read what links the two deaths.";

  protected override draw(data: GraphData, width: number, tell: (sentence: string) => void): Element {
    const layout = graphLayout(data, width, measureBy(13));
    const options = layout.links.map((placed) => ({ key: `${placed.link.a} ${placed.link.b}`, sentence: sayLink(placed), marks: linkMarks(placed) }));
    return drawing(layout.width, layout.height, sentence(data), layout.links.map((placed) => linkLine("link", placed)), [
      optionList("Links, heaviest first", options, tell),
      ...layout.nodes.map((node) => nodeMark(node, layout.links, tell)),
    ]);
  }
}

function sentence(data: GraphData): string {
  const heaviest = Math.max(...data.links.map((link) => link.weight));
  const links = data.links.length === 0 ? "no links" : `${count(data.links.length, "link")}, the heaviest ${sayWeight(heaviest)}`;
  return `${count(data.nodes.length, "death")} held together by ${links}; thicker lines are heavier links.`;
}

function sayLink({ link, names }: PlacedLink): string {
  return `${names[0]} and ${names[1]}: weight ${sayWeight(link.weight)}: ${link.sentence}.`.replace(/\.\.$/, ".");
}

function linkMarks(placed: PlacedLink): SVGElement[] {
  const { link, from, to } = placed;
  return [
    linkLine("reach", { ...placed, thickness: Math.max(REACH, placed.thickness) }),
    linkLine("link lit", placed),
    text("label weight-label", (from.x + to.x) / 2, (from.y + to.y) / 2 + 4, sayWeight(link.weight), "middle"),
  ];
}

function linkLine(className: string, { from, to, thickness }: PlacedLink): SVGElement {
  return svg("line", { class: className, x1: from.x, y1: from.y, x2: to.x, y2: to.y, "stroke-width": thickness });
}

function nodeMark(node: PlacedNode, links: readonly PlacedLink[], tell: (sentence: string) => void): SVGElement {
  const own = links.filter(({ link }) => link.a === node.id || link.b === node.id).length;
  return markLink(
    node.href,
    `${node.full}: ${count(own, "link")}.`,
    { class: "mark", "data-key": `node ${node.id}` },
    tell,
    svg("path", { class: "node", d: shapePath("disc", node.x, node.y, NODE) }),
    unspoken(text(node.quiet ? "label quiet" : "label", node.labelX, node.labelY, node.label, node.anchor)),
  );
}
