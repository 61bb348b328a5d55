import { dayNumber, dayTicks, sayDay } from "../figure/days.ts";
import { linear, niceStep } from "../figure/scale.ts";
import { stack } from "../figure/stack.ts";
import { stagger, type Placed } from "../figure/stagger.ts";
import { fit, type Measure } from "../figure/words.ts";
import type { TimelineData, TimelineDeath, TimelineEvent } from "./data.ts";

/** Pixels. */
export const MARK = 6;
const SIDE = 10;
const LABEL_ROW = 18;
const MARK_ROW = 2 * MARK + 3;
const BACKGROUND = 64;
const AXIS = 26;
const TICK_SPACE = 76;
const NOTE = 18;
/** Between a leader and its label; an event has its mark there. */
const INDENT = 4;
const EVENT_INDENT = 9;
/** Rows of labels beyond which a label is left out and counted. */
const MOST_ROWS = 12;

export interface Label extends Placed {
  readonly text: string;
  readonly y: number;
}

export interface PlacedDeath {
  readonly death: TimelineDeath;
  readonly x: number;
  readonly y: number;
  readonly knownX: number | undefined;
  readonly label: Label | undefined;
}

export interface PlacedEvent {
  readonly event: TimelineEvent;
  readonly x: number;
  readonly label: Label | undefined;
}

export interface TimelineLayout {
  readonly width: number;
  readonly height: number;
  /** Heights at which the events' lines, the deaths and the background end. */
  readonly eventsEnd: number;
  readonly deathsEnd: number;
  readonly axis: number;
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  readonly deaths: readonly PlacedDeath[];
  readonly events: readonly PlacedEvent[];
  readonly steps: readonly { readonly x: number; readonly y: number; readonly width: number }[];
  readonly most: number;
  /** Labels for which there was no room. */
  readonly leftOut: number;
}

/** Bands from above: the events' labels, the deaths with theirs, the background, the axis. */
export function timelineLayout(data: TimelineData, width: number, measure: Measure): TimelineLayout {
  const from = dayNumber(data.from);
  const to = dayNumber(data.to);
  const x = linear(from, to, SIDE, width - SIDE);
  const placeX = (iso: string): number => x(Math.min(to, Math.max(from, dayNumber(iso))));

  // A label of at most half the width always fits on one side of its leader.
  const half = width / 2;

  const eventTexts = data.events.map((event) => eventText(event, half - EVENT_INDENT, measure));
  const eventFlags = stagger(
    data.events.map((event, index) => ({ x: placeX(event.day), width: measure(eventTexts[index] ?? "") })),
    width,
    MOST_ROWS,
    EVENT_INDENT,
  );
  const eventRows = rowsOf(eventFlags);
  const eventsEnd = eventRows * LABEL_ROW + (eventRows > 0 ? 12 : 4);

  const named = data.deaths.map((death) => death.role !== "other");
  const deathTexts = data.deaths.map((death) => fit(death.label, half - INDENT, measure));
  const namedIndices = data.deaths.map((_, index) => index).filter((index) => named[index]);
  const namedFlags = stagger(
    namedIndices.map((index) => ({ x: placeX(data.deaths[index]?.day ?? ""), width: measure(deathTexts[index] ?? "") })),
    width,
    MOST_ROWS,
    INDENT,
  );
  const levels = stack(
    data.deaths.map((death) => ({ x: placeX(death.day), rank: death.role === "other" ? 1 : 0 })),
    2 * MARK + 1,
  );
  const markRows = Math.max(1, ...levels.map((level) => level + 1));
  const deathsEnd = eventsEnd + rowsOf(namedFlags) * LABEL_ROW + markRows * MARK_ROW + 12;

  const marksTop = deathsEnd - markRows * MARK_ROW - 6;
  const deaths = data.deaths.map((death, index): PlacedDeath => {
    const flag = namedFlags[namedIndices.indexOf(index)];
    return {
      death,
      x: placeX(death.day),
      y: deathsEnd - 6 - MARK_ROW / 2 - (levels[index] ?? 0) * MARK_ROW,
      knownX: death.known === null || death.known === death.day ? undefined : placeX(death.known),
      label: named[index] && flag ? { ...flag, text: deathTexts[index] ?? "", y: marksTop - 6 - flag.row * LABEL_ROW } : undefined,
    };
  });
  const events = data.events.map((event, index): PlacedEvent => {
    const flag = eventFlags[index];
    return {
      event,
      x: placeX(event.day),
      label: flag && { ...flag, text: eventTexts[index] ?? "", y: (eventRows - flag.row) * LABEL_ROW - 4 },
    };
  });

  const rates = data.background.map((month) => month.rate);
  const most = rates.length === 0 ? 0 : niceStep(Math.max(...rates, 0.1));
  const axis = deathsEnd + (rates.length === 0 ? 0 : BACKGROUND);
  const rateY = linear(0, most, axis, axis - BACKGROUND + 8);
  const steps = data.background.map((month, index) => {
    const start = placeX(month.day);
    const next = data.background[index + 1];
    return { x: start, y: rateY(month.rate), width: Math.max(0, (next ? placeX(next.day) : x(to)) - start) };
  });

  const leftOut = [...eventFlags, ...namedFlags].filter((flag) => flag === undefined).length;
  return {
    width,
    height: axis + AXIS + (leftOut > 0 ? NOTE : 0),
    eventsEnd,
    deathsEnd,
    axis,
    ticks: dayTicks(from, to, Math.floor(width / TICK_SPACE)).map((tick) => ({ x: x(tick.day), label: tick.label })),
    deaths,
    events,
    steps,
    most,
    leftOut,
  };
}

/** The date is kept whole where the label must be cut. */
function eventText(event: TimelineEvent, space: number, measure: Measure): string {
  const date = `, ${sayDay(event.day)}`;
  return `${fit(event.label, space - measure(date), measure)}${date}`;
}

function rowsOf(flags: readonly (Placed | undefined)[]): number {
  return Math.max(0, ...flags.map((flag) => (flag ? flag.row + 1 : 0)));
}
