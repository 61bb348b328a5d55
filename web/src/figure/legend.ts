import { shapePath, type Shape } from "./shapes.ts";
import { line, svg } from "./svg.ts";

/** One line of a legend: a mark and what it means. */
export interface LegendEntry {
  readonly label: string;
  readonly mark: { readonly shape: Shape; readonly className: string } | { readonly swatch: "line" | "area"; readonly className: string };
}

const WIDTH = 18;
const HEIGHT = 14;

export function legend(entries: readonly LegendEntry[]): HTMLElement {
  const list = document.createElement("ul");
  list.className = "legend";
  for (const entry of entries) {
    const item = document.createElement("li");
    item.append(svg("svg", { width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" }, sample(entry)), entry.label);
    list.append(item);
  }
  return list;
}

function sample({ mark }: LegendEntry): SVGElement {
  if ("shape" in mark) return svg("path", { class: mark.className, d: shapePath(mark.shape, WIDTH / 2, HEIGHT / 2, 5) });
  if (mark.swatch === "line") return line(mark.className, 0, HEIGHT / 2, WIDTH, HEIGHT / 2);
  return svg("rect", { class: mark.className, x: 0, y: 2, width: WIDTH, height: HEIGHT - 4 });
}
