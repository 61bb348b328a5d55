import type { LegendEntry } from "../figure/legend.ts";
import type { Shape } from "../figure/shapes.ts";
import { sayDay } from "../figure/days.ts";
import type { MapData, MapDeath, MapRole } from "./data.ts";

interface Look {
  readonly shape: Shape;
  /** Pixels. */
  readonly radius: number;
  readonly meaning: string;
}

/** Drawn in this order, so that members lie on top. */
export const ROLES: Readonly<Record<MapRole, Look>> = {
  other: { shape: "square", radius: 4, meaning: "other death" },
  near: { shape: "diamond", radius: 6, meaning: "death near the series" },
  member: { shape: "disc", radius: 10, meaning: "death of the series, numbered by day" },
};

export const DRAWING_ORDER = Object.keys(ROLES) as MapRole[];

export function entries(data: MapData): LegendEntry[] {
  return DRAWING_ORDER.toReversed()
    .filter((role) => data.deaths.some((death) => death.role === role))
    .map((role) => ({ label: ROLES[role].meaning, mark: { shape: ROLES[role].shape, className: `role ${role}` } }));
}

/** Numbers of the members by day, those of unknown day last. */
export function memberNumbers(deaths: readonly MapDeath[]): Map<string, number> {
  const members = deaths.filter((death) => death.role === "member");
  const ordered = members.toSorted((a, b) => (a.day ?? "9999").localeCompare(b.day ?? "9999") || a.id.localeCompare(b.id));
  return new Map(ordered.map((death, index) => [death.id, index + 1]));
}

export function sayDeath(death: MapDeath): string {
  return death.day === null ? death.label : `${death.label}, died ${sayDay(death.day)}`;
}
