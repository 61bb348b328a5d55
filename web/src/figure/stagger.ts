/** A label that hangs on a vertical leader at `x`. */
export interface Flag {
  readonly x: number;
  readonly width: number;
}

/** Where a label came to stand: rows count away from the marks; its text starts or ends at `at`. */
export interface Placed {
  readonly row: number;
  readonly at: number;
  readonly anchor: "start" | "end";
}

/** Pixels kept free between two labels of a row, and between a label and a foreign leader. */
const GAP = 8;

/**
 * Puts labels in rows so that none overlaps another and, wherever rows allow, no leader runs through a label. From right to left,
 * each label takes the lowest free row, so the labels step up like flags. A label that would leave the frame at the right stands
 * to the left of its leader, both `indent` pixels from it. One that finds no row within `rows` is left out (undefined), for the
 * caller to count.
 */
export function stagger(flags: readonly Flag[], frame: number, rows: number, indent: number): (Placed | undefined)[] {
  const placed: (Placed | undefined)[] = flags.map(() => undefined);
  const order = flags.map((_, index) => index).sort((a, b) => (flags[b]?.x ?? 0) - (flags[a]?.x ?? 0) || a - b);
  const taken: { flag: Flag; left: number; row: number }[] = [];
  for (const index of order) {
    const flag = flags[index];
    if (flag === undefined) continue;
    const fits = flag.x + indent + flag.width <= frame;
    const left = fits ? flag.x + indent : Math.max(0, flag.x - indent - flag.width);
    const row = freeRow(flag, left, taken, rows, true) ?? freeRow(flag, left, taken, rows, false);
    if (row === undefined) continue;
    placed[index] = { row, at: fits ? left : left + flag.width, anchor: fits ? "start" : "end" };
    taken.push({ flag, left, row });
  }
  return placed;
}

function freeRow(
  flag: Flag,
  left: number,
  taken: readonly { flag: Flag; left: number; row: number }[],
  rows: number,
  leadersToo: boolean,
): number | undefined {
  for (let row = 0; row < rows; row += 1) {
    const clash = taken.some((other) => {
      if (other.row === row) return left < other.left + other.flag.width + GAP && other.left < left + flag.width + GAP;
      if (!leadersToo) return false;
      return other.row > row ? within(other.flag.x, left, flag.width) : within(flag.x, other.left, other.flag.width);
    });
    if (!clash) return row;
  }
  return undefined;
}

function within(x: number, left: number, width: number): boolean {
  return x > left - GAP / 2 && x < left + width + GAP / 2;
}
