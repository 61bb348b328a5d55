import { sayDay } from "../figure/days.ts";
import { FigureElement } from "../figure/figure.ts";
import { optionList } from "../figure/options.ts";
import { shapePath } from "../figure/shapes.ts";
import { drawing, line, svg, text } from "../figure/svg.ts";
import { count, measureBy, sayNumber } from "../figure/words.ts";
import type { CurveData } from "./data.ts";
import { curveLayout, type CurveLayout } from "./layout.ts";

/** Points up to which each is drawn; beyond, only the one pointed at. */
const MOST_DOTS = 60;

const measure = measureBy(13);

/** How surprising the series was on each day, and when it passed the alert level. */
export class CurveElement extends FigureElement<CurveData> {
  protected override readonly hint = "Point at the curve, or reach it with the Tab and arrow keys, to read its values.";

  protected override draw(data: CurveData, width: number, tell: (sentence: string) => void): Element {
    if (data.points.length === 0) return svg("svg", { class: "drawing", width, height: 40 }, text("faint", 0, 24, "No day has been replayed yet."));
    const layout = curveLayout(data, width);
    const quiet = data.points.length > MOST_DOTS ? " quiet" : "";
    const options = data.points.map((point, index) => {
      const at = layout.points[index] ?? { x: 0, y: 0 };
      const next = layout.points[index + 1]?.x ?? layout.right;
      return {
        key: point.day,
        sentence: `${sayDay(point.day)}: E-value ${sayNumber(point.e_value)}, ${point.e_value < data.alert ? "stronger" : "no stronger"} than the alert level.`,
        marks: [
          svg("rect", { class: "reach", x: at.x - 5, y: layout.top, width: Math.max(10, next - at.x), height: layout.bottom - layout.top }),
          svg("path", { class: `dot${quiet}`, d: shapePath("disc", at.x, at.y, 4) }),
        ],
      };
    });
    const seen = [...frame(layout), ...alertLine(data, layout), svg("path", { class: "curve", d: layout.path }), ...visibleLine(data, layout)];
    return drawing(layout.width, layout.height, sentence(data), seen, [optionList("E-values by day", options, tell)]);
  }
}

function sentence(data: CurveData): string {
  const first = data.points[0];
  const last = data.points.at(-1);
  if (first === undefined || last === undefined) return "No E-values.";
  const seen = data.visible === null ? "It never passed the alert level." : `It could be seen from ${sayDay(data.visible)}.`;
  return `E-value over ${count(data.points.length, "day")}: ${sayNumber(first.e_value)} on ${sayDay(first.day)}, ${sayNumber(last.e_value)} on ${sayDay(last.day)}; the alert level is ${sayNumber(data.alert)}. ${seen}`;
}

function frame(layout: CurveLayout): SVGElement[] {
  return [
    text("faint", 0, 14, "E-value: series this strong expected by chance; stronger is up"),
    ...layout.powers.flatMap(({ y, label }) => [line("grid-line", layout.left, y, layout.right, y), text("faint", layout.left - 8, y + 4, label, "end")]),
    line("axis", layout.left, layout.bottom, layout.right, layout.bottom),
    ...layout.days.flatMap(({ x, label }) => [
      line("axis", x, layout.bottom, x, layout.bottom + 5),
      text("faint", Math.min(x, layout.width - 30), layout.bottom + 19, label, "middle"),
    ]),
  ];
}

function alertLine(data: CurveData, layout: CurveLayout): SVGElement[] {
  return [
    svg("rect", { class: "alert-zone", x: layout.left, y: layout.top, width: layout.right - layout.left, height: Math.max(0, layout.alertY - layout.top) }),
    line("leader alert", layout.left, layout.alertY, layout.right, layout.alertY),
    text("label alert", layout.right, layout.alertY + 15, `alert level ${sayNumber(data.alert)}`, "end"),
  ];
}

function visibleLine(data: CurveData, layout: CurveLayout): SVGElement[] {
  if (layout.visibleX === undefined || data.visible === null) return [];
  const label = `could be seen, ${sayDay(data.visible)}`;
  const leftwards = layout.visibleX > (layout.left + layout.right) / 2;
  // On a narrow page a label that would leave the frame is moved back into it, over its line.
  const at = leftwards ? Math.max(layout.visibleX - 10, measure(label)) : Math.min(layout.visibleX + 10, layout.width - measure(label));
  return [
    line("leader visible", layout.visibleX, layout.top - 6, layout.visibleX, layout.bottom),
    svg("path", { class: "event visible", d: shapePath("star", layout.visibleX, layout.top - 6, 5) }),
    text("label visible", at, layout.top - 2, label, leftwards ? "end" : "start"),
  ];
}
