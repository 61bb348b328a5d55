import { dayNumber, sayDay } from "../figure/days.ts";
import { FigureElement } from "../figure/figure.ts";
import { legend } from "../figure/legend.ts";
import { markLink } from "../figure/link.ts";
import { shapePath } from "../figure/shapes.ts";
import { drawing, line, svg, text, unspoken } from "../figure/svg.ts";
import { count, measureBy, sayNumber } from "../figure/words.ts";
import type { TimelineData, TimelineDeath } from "./data.ts";
import { MARK, timelineLayout, type PlacedDeath, type PlacedEvent, type TimelineLayout } from "./layout.ts";
import { entries, EVENTS, ROLES } from "./marks.ts";

/** Deaths over time, against how many of that kind there are anyway, with what became known and was decided when. */
export class TimelineElement extends FigureElement<TimelineData> {
  protected override readonly hint = "Point at a death, or reach it with the Tab key, to read about it.";

  protected override legend(data: TimelineData): Element {
    return legend(entries(data));
  }

  protected override draw(data: TimelineData, width: number, tell: (sentence: string) => void): Element {
    const layout = timelineLayout(data, width, measureBy(13));
    const seen = [...backgroundArea(layout), ...axis(layout), ...layout.events.flatMap((event) => eventLine(event, layout)), ...note(layout)];
    const reached = [...layout.deaths]
      .sort((a, b) => dayNumber(a.death.day) - dayNumber(b.death.day))
      .map((placed) => deathMark(placed, tell));
    return drawing(layout.width, layout.height, sentence(data), seen, reached);
  }
}

function sentence(data: TimelineData): string {
  const members = data.deaths.filter((death) => death.role !== "other").length;
  const others = data.deaths.length - members;
  const events = data.events.map((event) => `${event.label}, ${sayDay(event.day)}`).join("; ");
  return `Timeline from ${sayDay(data.from)} to ${sayDay(data.to)}: ${count(members, "death")} of the series${others > 0 ? `, ${count(others, "other death")}` : ""}${events === "" ? "" : `; ${events}`}.`;
}

function backgroundArea(layout: TimelineLayout): SVGElement[] {
  if (layout.steps.length === 0) return [];
  const bars = layout.steps.map((step) => svg("rect", { class: "background", x: step.x, y: step.y, width: step.width, height: layout.axis - step.y }));
  const top = layout.deathsEnd + 8;
  return [...bars, line("grid-line", 0, top, layout.width, top), text("faint", 0, top + 13, `${sayNumber(layout.most)} a month`)];
}

function axis(layout: TimelineLayout): SVGElement[] {
  return [
    line("axis", 0, layout.axis, layout.width, layout.axis),
    ...layout.ticks.flatMap((tick) => [line("axis", tick.x, layout.axis, tick.x, layout.axis + 5), text("faint", ...tickAnchor(tick, layout))]),
  ];
}

function tickAnchor(tick: { x: number; label: string }, layout: TimelineLayout): [number, number, string, "start" | "middle" | "end"] {
  const y = layout.axis + 19;
  if (tick.x < 36) return [0, y, tick.label, "start"];
  if (tick.x > layout.width - 36) return [layout.width, y, tick.label, "end"];
  return [tick.x, y, tick.label, "middle"];
}

function eventLine({ event, x, label }: PlacedEvent, layout: TimelineLayout): SVGElement[] {
  const top = label ? label.y + 6 : layout.eventsEnd - 6;
  const parts: SVGElement[] = [
    line(`leader ${event.kind}`, x, label ? label.y - 5 : top, x, layout.axis),
    svg("path", { class: `event ${event.kind}`, d: shapePath(EVENTS[event.kind].shape, x, label ? label.y - 4 : top, 5) }),
  ];
  if (label) parts.push(text(`label ${event.kind}`, label.at, label.y, label.text, label.anchor));
  return parts;
}

function deathMark({ death, x, y, knownX, label }: PlacedDeath, tell: (sentence: string) => void): SVGElement {
  const parts: SVGElement[] = [];
  if (label) parts.push(line("leader", x, label.y - 8, x, y), unspoken(text("label", label.at, label.y, label.text, label.anchor)));
  if (knownX !== undefined) parts.push(line("until-known", x, y, knownX, y), line("until-known", knownX, y - 4, knownX, y + 4));
  parts.push(svg("path", { class: `role ${death.role}`, d: shapePath(ROLES[death.role].shape, x, y, death.role === "other" ? MARK - 2 : MARK) }));
  // Other deaths are reached from the table; as tab stops they would stand between the reader and the series.
  const attributes = { class: "mark", "data-key": death.id, ...(death.role === "other" ? { tabindex: -1 } : {}) };
  return markLink(death.href, say(death), attributes, tell, ...parts);
}

function say(death: TimelineDeath): string {
  const known = death.known === null ? "" : death.known === death.day ? "; known the same day" : `; known on ${sayDay(death.known)}`;
  return `${death.label}: died ${sayDay(death.day)}${known} (${ROLES[death.role].meaning}).`;
}

function note(layout: TimelineLayout): SVGElement[] {
  if (layout.leftOut === 0) return [];
  return [text("faint", 0, layout.height - 4, `${count(layout.leftOut, "label")} had no room here; the list has all.`)];
}
