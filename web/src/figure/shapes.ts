import { short } from "./svg.ts";

/** Shapes that are told apart without colour. */
export type Shape = "disc" | "diamond" | "square" | "triangle" | "cross" | "bar" | "star";

/** The path of a shape of a given radius around a point. */
export function shapePath(shape: Shape, x: number, y: number, radius: number): string {
  const p = (dx: number, dy: number): string => `${short(x + dx * radius)},${short(y + dy * radius)}`;
  switch (shape) {
    case "disc":
      return `M${p(-1, 0)}a${radius},${radius} 0 1 0 ${2 * radius},0a${radius},${radius} 0 1 0 ${-2 * radius},0Z`;
    case "diamond":
      return `M${p(0, -1.2)}L${p(1.2, 0)}L${p(0, 1.2)}L${p(-1.2, 0)}Z`;
    case "square":
      return `M${p(-0.9, -0.9)}L${p(0.9, -0.9)}L${p(0.9, 0.9)}L${p(-0.9, 0.9)}Z`;
    case "triangle":
      return `M${p(0, -1.1)}L${p(1.1, 0.9)}L${p(-1.1, 0.9)}Z`;
    case "bar":
      return `M${p(-0.35, -1.1)}L${p(0.35, -1.1)}L${p(0.35, 1.1)}L${p(-0.35, 1.1)}Z`;
    case "cross":
      return `M${outline([[-1, -0.4], [-0.4, -0.4], [-0.4, -1], [0.4, -1], [0.4, -0.4], [1, -0.4], [1, 0.4], [0.4, 0.4], [0.4, 1], [-0.4, 1], [-0.4, 0.4], [-1, 0.4]], p)}Z`;
    case "star":
      return `M${outline(starPoints(), p)}Z`;
  }
}

function outline(points: readonly (readonly [number, number])[], p: (dx: number, dy: number) => string): string {
  return points.map(([dx, dy]) => p(dx, dy)).join("L");
}

function starPoints(): [number, number][] {
  return Array.from({ length: 10 }, (_, k) => {
    const radius = k % 2 === 0 ? 1.3 : 0.55;
    const angle = (k * Math.PI) / 5 - Math.PI / 2;
    return [radius * Math.cos(angle), radius * Math.sin(angle)];
  });
}
