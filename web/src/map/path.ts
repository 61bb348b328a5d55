import type { Position } from "geojson";
import type { Pair } from "./clip.ts";
import type { View } from "./view.ts";

/** A line in degrees and how far it reaches, so that most can be passed over at a glance. */
export interface Path {
  readonly points: readonly Pair[];
  readonly extent: View;
}

/** A line that steps over the date line goes on beyond 180° instead of running back around the world. */
export function path(line: readonly Position[]): Path {
  let turns = 0;
  const points = line.map(([lon = 0, lat = 0], index): Pair => {
    const step = lon - (line[index - 1]?.[0] ?? lon);
    if (step > 180) turns -= 1;
    if (step < -180) turns += 1;
    return [lon + 360 * turns, lat];
  });
  return { points, extent: extentOf(points) };
}

/** The same for a ring. One that goes around a pole does not come back to where it began; it is closed over that pole. */
export function ring(line: readonly Position[]): Path {
  const open = path(line);
  const [first, last] = [open.points[0], open.points.at(-1)];
  if (first === undefined || last === undefined || Math.abs(first[0] - last[0]) < 180) return open;
  const pole = last[1] < 0 ? -90 : 90;
  const points: Pair[] = [...open.points, [last[0], pole], [first[0], pole]];
  return { points, extent: extentOf(points) };
}

function extentOf(points: readonly Pair[]): View {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return { west, south, east, north };
}
