import { line, short, svg, text } from "../figure/svg.ts";
import { graticule } from "./graticule.ts";
import { scaleBar } from "./scale-bar.ts";
import type { View } from "./view.ts";

/** Longest scale bar, in pixels. */
const BAR = 140;
const INSET = 12;
/** Room for the label of a meridian; one that would be cut at the edge is left out. */
const LABEL = 70;
/** The same for parallels, whose labels must keep clear of those along the top. */
const TOP = 36;

/** Meridians, parallels and a scale bar, over either kind of map. */
export function grid(
  view: View,
  at: (lon: number, lat: number) => readonly [number, number],
  pixelsAMetre: number,
  width: number,
  height: number,
): SVGElement[] {
  const { lons, lats } = graticule(view);
  return [
    ...lons.flatMap(({ degrees, label }) => {
      const [x] = at(degrees, view.south);
      return [line("graticule", x, 0, x, height), ...(x + LABEL < width ? [text("map-label", x + 4, 14, label)] : [])];
    }),
    ...lats.flatMap(({ degrees, label }) => {
      const [, y] = at(view.west, degrees);
      return [line("graticule", 0, y, width, y), ...(y > TOP ? [text("map-label", width - 4, y - 4, label, "end")] : [])];
    }),
    ...bar(pixelsAMetre, width, height),
  ];
}

function bar(pixelsAMetre: number, width: number, height: number): SVGElement[] {
  const { pixels, label } = scaleBar(pixelsAMetre, Math.min(BAR, width / 3));
  const [x, y] = [INSET, height - INSET];
  return [
    svg("path", { class: "scale-bar", d: `M${x},${y - 6}V${y}H${short(x + pixels)}V${y - 6}` }),
    text("map-label", x + pixels / 2, y - 6, label, "middle"),
  ];
}
