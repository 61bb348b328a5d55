import type { MapDeath } from "./data.ts";

/** Metres in a degree of latitude on a sphere of 6,371,008.8 m radius (the mean radius of the IUGG). */
export const METRES_A_DEGREE = 111_195.08;
/** Shortest side of a view in metres: closer, and one address fills the map. */
const LEAST_SIDE = 500;
/** Share of the view kept free around the points. */
const MARGIN = 0.18;
const POLE = 85;

/** A part of the world. Longitudes may lie beyond ±180°, so that a view across the date line is in one piece. */
export interface View {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The view that holds the members, or all deaths where there is none, at a given shape (width over height). */
export function viewOf(deaths: readonly MapDeath[], shape: number): View {
  const members = deaths.filter((death) => death.role === "member");
  const shown = members.length > 0 ? members : deaths;
  if (shown.length === 0) return { west: -180, south: -60, east: 180, north: POLE };
  const middle = middleLongitude(shown.map((death) => death.lon));
  const lons = shown.map((death) => unwrap(death.lon, middle));
  const lats = shown.map((death) => death.lat);
  return shaped({ west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) }, shape);
}

/** Least degrees around all deaths that a map which moves may show. */
const SURROUNDINGS = 4;

/** What a map that moves may show: all deaths and what lies around them, or the world where that is wide. */
export function surroundings(deaths: readonly MapDeath[], view: View): View {
  const middle = (view.west + view.east) / 2;
  const lons = deaths.map((death) => unwrap(death.lon, middle));
  const lats = deaths.map((death) => death.lat);
  const [west, east] = [Math.min(view.west, ...lons), Math.max(view.east, ...lons)];
  const margin = Math.max(SURROUNDINGS, east - west);
  return {
    west: Math.max(middle - 180, west - margin),
    east: Math.min(middle + 180, east + margin),
    south: Math.max(-90, Math.min(view.south, ...lats) - margin),
    north: Math.min(90, Math.max(view.north, ...lats) + margin),
  };
}

/** A view widened at each side by a share of itself. */
export function grown(view: View, share: number): View {
  const [x, y] = [(view.east - view.west) * share, (view.north - view.south) * share];
  return { west: view.west - x, east: view.east + x, south: Math.max(-90, view.south - y), north: Math.min(90, view.north + y) };
}

/** The longitude within half a turn of another. */
export function unwrap(lon: number, middle: number): number {
  return lon - 360 * Math.round((lon - middle) / 360);
}

/** The longitude of the mean direction. */
function middleLongitude(lons: readonly number[]): number {
  const radians = lons.map((lon) => (lon * Math.PI) / 180);
  const sum = radians.reduce((total, angle) => ({ x: total.x + Math.cos(angle), y: total.y + Math.sin(angle) }), { x: 0, y: 0 });
  return (Math.atan2(sum.y, sum.x) * 180) / Math.PI;
}

/** Widens a view by its margin and to the shape of its frame, in metres at its middle latitude. */
function shaped(view: View, shape: number): View {
  const lat = (view.south + view.north) / 2;
  const lon = (view.west + view.east) / 2;
  const metresEast = METRES_A_DEGREE * Math.cos((Math.min(POLE, Math.abs(lat)) * Math.PI) / 180);
  const room = 1 + 2 * MARGIN;
  const wide = Math.max(LEAST_SIDE, (view.east - view.west) * metresEast * room);
  const high = Math.max(LEAST_SIDE, (view.north - view.south) * METRES_A_DEGREE * room);
  const width = Math.max(wide, high * shape);
  const height = Math.max(high, wide / shape);
  return {
    west: lon - width / 2 / metresEast,
    east: lon + width / 2 / metresEast,
    south: Math.max(-90, lat - height / 2 / METRES_A_DEGREE),
    north: Math.min(90, lat + height / 2 / METRES_A_DEGREE),
  };
}
