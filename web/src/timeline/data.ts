/** What the server puts into `<cg-timeline>`. Days are ISO dates. */
export interface TimelineData {
  readonly from: string;
  readonly to: string;
  readonly deaths: readonly TimelineDeath[];
  /** Deaths of that kind a month, by first day of the month; may be empty. */
  readonly background: readonly { readonly day: string; readonly rate: number }[];
  readonly events: readonly TimelineEvent[];
}

/** A member of the series, a member that died after the visible date, or another death. */
export type TimelineRole = "member" | "after" | "other";

export interface TimelineDeath {
  readonly id: string;
  readonly label: string;
  readonly day: string;
  /** When the death became known, where that is on record. */
  readonly known: string | null;
  readonly href: string;
  readonly role: TimelineRole;
}

export type EventKind = "visible" | "alert" | "decision" | "lead" | "concern" | "known";

export interface TimelineEvent {
  readonly day: string;
  readonly label: string;
  readonly kind: EventKind;
}
