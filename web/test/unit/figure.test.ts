import { describe, expect, test } from "vitest";
import { dayNumber, dayTicks, sayDay } from "../../src/figure/days.ts";
import { samePath } from "../../src/figure/link.ts";
import { target } from "../../src/figure/options.ts";
import { linear, niceStep, niceTicks, powerTicks } from "../../src/figure/scale.ts";
import { shapePath } from "../../src/figure/shapes.ts";
import { stack } from "../../src/figure/stack.ts";
import { stagger } from "../../src/figure/stagger.ts";
import { count, fit, measureBy, sayNumber, sayPower, sayWeight } from "../../src/figure/words.ts";

describe("days", () => {
  test("a day is counted from 1970, whatever time follows it", () => {
    expect(dayNumber("1970-01-02")).toBe(1);
    expect(dayNumber("2014-09-20T23:59:59")).toBe(dayNumber("2014-09-20"));
  });

  test("a day is said as people write it", () => {
    expect(sayDay("2014-09-20")).toBe("20 Sep 2014");
  });

  test("ticks are starts of months, quarters or years, as room allows", () => {
    const [from, to] = [dayNumber("2013-01-01"), dayNumber("2015-12-31")];
    expect(dayTicks(from, to, 40)).toHaveLength(36);
    expect(dayTicks(from, to, 13).map((tick) => tick.label).slice(0, 2)).toEqual(["Jan 2013", "Apr 2013"]);
    expect(dayTicks(from, to, 4).map((tick) => tick.label)).toEqual(["2013", "2014", "2015"]);
  });

  test("a century has no more ticks than asked", () => {
    expect(dayTicks(dayNumber("1900-01-01"), dayNumber("2020-01-01"), 8).length).toBeLessThanOrEqual(8);
  });
});

describe("scales", () => {
  test("a range of no width maps onto the middle", () => {
    expect(linear(3, 3, 0, 100)(3)).toBe(50);
  });

  test("a scale may run downwards", () => {
    expect(linear(0, 10, 100, 0)(2)).toBe(80);
  });

  test("steps are 1, 2 and 5", () => {
    expect([0.7, 1, 1.1, 3, 6].map(niceStep)).toEqual([1, 1, 2, 5, 10]);
  });

  test("ticks are round and include nought", () => {
    expect(niceTicks(-0.3, 7.1, 4)).toEqual([0, 2, 4, 6]);
  });

  test("ticks of powers keep 10^0 and are not too many", () => {
    const ticks = powerTicks(-12, 3, 5);
    expect(ticks).toContain(0);
    expect(ticks.length).toBeLessThanOrEqual(6);
  });
});

describe("words", () => {
  test("numbers are short, small ones in powers of ten", () => {
    expect([40, 0.003, 0.00002, 0, 320000].map(sayNumber)).toEqual(["40", "0.003", "2.0 × 10⁻⁵", "0", "320,000"]);
  });

  test("powers are written out as long as they can be read", () => {
    expect([-6, -2, 0, 3, 8].map(sayPower)).toEqual(["10⁻⁶", "0.01", "1", "1,000", "10⁸"]);
  });

  test("a weight has its sign, and nought has none", () => {
    expect([2.14, -0.3, -0.01].map(sayWeight)).toEqual(["+2.1", "−0.3", "0.0"]);
  });

  test("one death is not deaths", () => {
    expect([count(1, "death"), count(1200, "death")]).toEqual(["1 death", "1,200 deaths"]);
  });

  test("a text too wide is cut with an ellipsis and then fits", () => {
    const measure = measureBy(13);
    const short = fit("23-06425, man of 22", 80, measure);
    expect(short.endsWith("…")).toBe(true);
    expect(measure(short)).toBeLessThanOrEqual(80);
  });
});

describe("labels and marks", () => {
  const flags = Array.from({ length: 30 }, (_, index) => ({ x: (index * 97) % 600, width: 60 + ((index * 31) % 90) }));

  const extents = (of: typeof flags, rows: number) =>
    stagger(of, 600, rows, 4).map((place, index) => place && { row: place.row, left: place.anchor === "start" ? place.at : place.at - (of[index]?.width ?? 0) });

  test("no label overlaps another or leaves the frame", () => {
    const placed = extents(flags, 40);
    placed.forEach((a, i) => {
      if (a === undefined) return;
      expect(a.left).toBeGreaterThanOrEqual(0);
      expect(a.left + (flags[i]?.width ?? 0)).toBeLessThanOrEqual(600);
      placed.forEach((b, j) => {
        if (b === undefined || j <= i || a.row !== b.row) return;
        const apart = a.left + (flags[i]?.width ?? 0) < b.left || b.left + (flags[j]?.width ?? 0) < a.left;
        expect(apart).toBe(true);
      });
    });
  });

  test("with room, no leader runs through a label", () => {
    const few = flags.filter((flag) => flag.x + flag.width < 590);
    const placed = extents(few, 40);
    placed.forEach((a, i) =>
      placed.forEach((b, j) => {
        if (a === undefined || b === undefined || i === j || b.row <= a.row) return;
        const x = few[j]?.x ?? 0;
        expect(x < a.left || x > a.left + (few[i]?.width ?? 0)).toBe(true);
      }),
    );
  });

  test("labels beyond the rows are left out, not drawn over others", () => {
    const placed = stagger(Array.from({ length: 5 }, () => ({ x: 10, width: 100 })), 200, 3, 4);
    expect(placed.filter((place) => place === undefined)).toHaveLength(2);
  });

  test("marks of one day are stacked, those of the series lowest", () => {
    expect(stack([{ x: 5, rank: 1 }, { x: 5, rank: 0 }, { x: 50, rank: 1 }], 12)).toEqual([1, 0, 0]);
  });

  test("every shape is a closed path", () => {
    for (const shape of ["disc", "diamond", "square", "triangle", "cross", "bar", "star"] as const) {
      expect(shapePath(shape, 10, 10, 5)).toMatch(/^M[-\d.,\sLa]+Z$/);
    }
  });
});

describe("keys and links", () => {
  test("arrow keys stop at both ends", () => {
    expect([target("ArrowDown", 4, 5), target("ArrowUp", 0, 5), target("End", 0, 5), target("a", 0, 5)]).toEqual([4, 0, 4, undefined]);
  });

  test("a figure leads nowhere but to this server", () => {
    expect(["/deaths/1", "//elsewhere", "https://elsewhere", "javascript:alert(1)", "/\\elsewhere"].map(samePath)).toEqual([
      "/deaths/1", undefined, undefined, undefined, undefined,
    ]);
  });
});
