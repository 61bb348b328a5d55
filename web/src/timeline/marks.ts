import type { LegendEntry } from "../figure/legend.ts";
import type { Shape } from "../figure/shapes.ts";
import type { EventKind, TimelineData, TimelineRole } from "./data.ts";

interface Look {
  readonly shape: Shape;
  readonly meaning: string;
}

export const ROLES: Readonly<Record<TimelineRole, Look>> = {
  member: { shape: "disc", meaning: "death of the series" },
  after: { shape: "diamond", meaning: "death of the series, after it could be seen" },
  other: { shape: "square", meaning: "other death" },
};

export const EVENTS: Readonly<Record<EventKind, Look>> = {
  visible: { shape: "star", meaning: "could be seen" },
  alert: { shape: "triangle", meaning: "alert" },
  decision: { shape: "square", meaning: "decision" },
  lead: { shape: "cross", meaning: "lead" },
  concern: { shape: "diamond", meaning: "concern" },
  known: { shape: "bar", meaning: "became known" },
};

/** What stands in this timeline, and nothing else. */
export function entries(data: TimelineData): LegendEntry[] {
  const roles = (Object.keys(ROLES) as TimelineRole[]).filter((role) => data.deaths.some((death) => death.role === role));
  const kinds = (Object.keys(EVENTS) as EventKind[]).filter((kind) => data.events.some((event) => event.kind === kind));
  const list: LegendEntry[] = [
    ...roles.map((role) => ({ label: ROLES[role].meaning, mark: { shape: ROLES[role].shape, className: `role ${role}` } })),
    ...kinds.map((kind) => ({ label: EVENTS[kind].meaning, mark: { shape: EVENTS[kind].shape, className: `event ${kind}` } })),
  ];
  if (data.deaths.some((death) => death.known !== null && death.known !== death.day)) {
    list.push({ label: "from death until it became known", mark: { swatch: "line", className: "until-known" } });
  }
  if (data.background.length > 0) list.push({ label: "deaths of that kind a month", mark: { swatch: "area", className: "background" } });
  return list;
}
