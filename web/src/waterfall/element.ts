import { FigureElement } from "../figure/figure.ts";
import { optionList } from "../figure/options.ts";
import { drawing, line, svg, text } from "../figure/svg.ts";
import { measureBy, sayPower, sayWeight } from "../figure/words.ts";
import type { WaterfallData } from "./data.ts";
import { BAR, ROW, sayFactor, waterfallLayout, type Bar, type WaterfallLayout } from "./layout.ts";

/** How each evidence adds to or takes from the weight of a link. */
export class WaterfallElement extends FigureElement<WaterfallData> {
  protected override readonly hint = "Point at a bar, or reach it with the Tab and arrow keys, to read the reason.";

  protected override draw(data: WaterfallData, width: number, tell: (sentence: string) => void): Element {
    const layout = waterfallLayout(data, width, measureBy(13));
    const options = layout.bars.map((bar, index) => ({
      key: String(index),
      sentence: `${bar.name} ${sayWeight(bar.weight)}: ${bar.sentence}.`.replace(/\.\.$/, "."),
      marks: row(bar, layout),
    }));
    return drawing(layout.width, layout.height, sentence(data), frame(layout), [optionList("Weights of the evidence", options, tell)]);
  }
}

function sentence(data: WaterfallData): string {
  const parts = data.parts.map((part) => `${part.evidence} ${sayWeight(part.weight)}`).join(", ");
  return `Weights of the evidence: ${parts}; total ${sayWeight(data.total)}, ${sayFactor(data.total)}.`;
}

function frame(layout: WaterfallLayout): SVGElement[] {
  return [
    ...layout.ticks.flatMap(({ x, value }) => [
      line("grid-line", x, 0, x, layout.axis),
      text("faint", x, layout.axis + 16, value === 0 ? "0" : sayWeight(value).replace(".0", ""), "middle"),
      text("faint", x, layout.axis + 32, value === 0 ? "even" : value > 0 ? `× ${sayPower(value)}` : `÷ ${sayPower(-value)}`, "middle"),
    ]),
    line("axis", layout.zero, 0, layout.zero, layout.axis + 4),
    ...layout.bars.slice(0, -1).map((bar) => line("connector", bar.end, bar.y + BAR, bar.end, bar.y + ROW)),
  ];
}

function row(bar: Bar, layout: WaterfallLayout): SVGElement[] {
  return [
    svg("rect", { class: "reach", x: 0, y: bar.y - (ROW - BAR) / 2, width: layout.width, height: ROW }),
    text(bar.kind === "total" ? "label strong" : "label", 0, bar.y + BAR - 4, bar.name),
    svg("rect", { class: `weight ${bar.kind}`, x: bar.left, y: bar.y, width: Math.max(1, bar.right - bar.left), height: BAR }),
    text(bar.kind === "total" ? "label strong" : "label", bar.valueX, bar.y + BAR - 4, sayWeight(bar.weight), bar.valueAnchor),
  ];
}
