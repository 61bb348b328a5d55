import { shapePath } from "../figure/shapes.ts";
import type { Colours } from "./colours.ts";
import type { MapRole } from "./data.ts";
import { ROLES } from "./marks.ts";

const EDGE = 4;

/** The mark of a role, with a member's number, painted for a map that cannot draw SVG. */
export function icon(role: MapRole, number: number | undefined, colour: Colours, ratio: number): ImageData {
  const { shape, radius } = ROLES[role];
  const side = Math.ceil((radius * 1.2 + EDGE) * 2 * ratio);
  const canvas = document.createElement("canvas");
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext("2d");
  if (context === null) return new ImageData(side, side);
  context.scale(ratio, ratio);
  const middle = side / ratio / 2;
  const path = new Path2D(shapePath(shape, middle, middle, radius));
  context.lineWidth = role === "member" ? 4 : 3;
  context.strokeStyle = colour.paper;
  context.stroke(path);
  context.fillStyle = role === "other" ? colour.other : role === "near" ? colour.paper : colour.member;
  context.fill(path);
  if (role === "near") {
    context.lineWidth = 2;
    context.strokeStyle = colour.near;
    context.stroke(path);
  }
  if (number !== undefined) {
    context.font = "600 12px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.fillStyle = colour["on-member"];
    context.fillText(String(number), middle, middle + 0.5);
  }
  return context.getImageData(0, 0, side, side);
}
