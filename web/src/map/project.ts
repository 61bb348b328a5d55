import { METRES_A_DEGREE, type View } from "./view.ts";

export interface Projection {
  /** Pixels of a place. */
  at(lon: number, lat: number): readonly [number, number];
  readonly pixelsAMetre: number;
}

/** Equirectangular about the middle of the view: north is up, and distances near the middle are true in all directions. */
export function localProjection(view: View, width: number, height: number): Projection {
  const lat = (view.south + view.north) / 2;
  const lon = (view.west + view.east) / 2;
  const shrink = Math.max(0.05, Math.cos((lat * Math.PI) / 180));
  const pixelsADegree = Math.min(height / (view.north - view.south), width / ((view.east - view.west) * shrink));
  return {
    at: (x, y) => [width / 2 + (x - lon) * shrink * pixelsADegree, height / 2 - (y - lat) * pixelsADegree],
    pixelsAMetre: pixelsADegree / METRES_A_DEGREE,
  };
}
