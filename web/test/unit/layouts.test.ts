import { describe, expect, test } from "vitest";
import { curveLayout } from "../../src/curve/layout.ts";
import { measureBy } from "../../src/figure/words.ts";
import { forcePlaces } from "../../src/graph/forces.ts";
import { graphLayout } from "../../src/graph/layout.ts";
import type { TimelineData } from "../../src/timeline/data.ts";
import { timelineLayout } from "../../src/timeline/layout.ts";
import { entries } from "../../src/timeline/marks.ts";
import { sayFactor, waterfallLayout } from "../../src/waterfall/layout.ts";

const measure = measureBy(13);

describe("timeline", () => {
  const data: TimelineData = {
    from: "2013-01-01",
    to: "2015-12-31",
    deaths: [
      { id: "a", label: "a, man of 22", day: "2014-06-19", known: "2014-07-19", href: "/deaths/a", role: "member" },
      { id: "b", label: "b, man of 23", day: "2014-06-19", known: null, href: "/deaths/b", role: "after" },
      { id: "c", label: "c", day: "2016-06-01", known: null, href: "/deaths/c", role: "other" },
    ],
    background: [{ day: "2013-01-01", rate: 1.4 }, { day: "2013-02-01", rate: 0 }],
    events: [{ day: "2014-09-20", label: "could be seen", kind: "visible" }],
  };

  test("deaths of one day do not cover each other, and known is later than death", () => {
    const { deaths } = timelineLayout(data, 800, measure);
    expect(deaths[0]?.x).toBe(deaths[1]?.x);
    expect(deaths[0]?.y).not.toBe(deaths[1]?.y);
    expect(deaths[0]?.knownX).toBeGreaterThan(deaths[0]?.x ?? Infinity);
  });

  test("what lies after the end stands at the end, and everything is inside", () => {
    const layout = timelineLayout(data, 800, measure);
    for (const { x, y, label } of layout.deaths) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(800);
      expect(y).toBeLessThan(layout.axis);
      expect(label?.y ?? Infinity).toBeGreaterThan(layout.eventsEnd - 1);
    }
  });

  test("a timeline without events, deaths and background is still an axis", () => {
    const layout = timelineLayout({ ...data, deaths: [], background: [], events: [] }, 300, measure);
    expect(layout.ticks.length).toBeGreaterThan(1);
    expect(layout.height).toBeGreaterThan(layout.axis);
  });

  test("the legend names what is there and nothing else", () => {
    expect(entries(data).map((entry) => entry.label)).toEqual([
      "death of the series",
      "death of the series, after it could be seen",
      "other death",
      "could be seen",
      "from death until it became known",
      "deaths of that kind a month",
    ]);
  });
});

describe("graph", () => {
  const nodes = Array.from({ length: 40 }, (_, index) => ({ id: `n${index}`, label: `20-${index}, woman of 80`, href: "/" }));
  const links = nodes.slice(1).map((node, index) => ({ a: `n${index}`, b: node.id, weight: index % 7, sentence: "" }));

  test("the same series looks the same each time", () => {
    expect([...forcePlaces({ nodes, links })]).toEqual([...forcePlaces({ nodes, links })]);
  });

  test("all nodes lie in the frame, at any width", () => {
    for (const width of [320, 1200]) {
      const layout = graphLayout({ nodes, links }, width, measure);
      for (const { x, y } of layout.nodes) {
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(width);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThan(layout.height);
      }
    }
  });

  test("links come heaviest first and thickest, and one to an unknown death is not drawn", () => {
    const layout = graphLayout({ nodes, links: [...links, { a: "n1", b: "gone", weight: 99, sentence: "" }] }, 600, measure);
    expect(layout.links).toHaveLength(39);
    expect(layout.links[0]?.link.weight).toBe(6);
    expect(layout.links[0]?.thickness).toBeGreaterThan(layout.links.at(-1)?.thickness ?? Infinity);
  });

  test("one death alone stands in the middle", () => {
    const layout = graphLayout({ nodes: nodes.slice(0, 1), links: [] }, 600, measure);
    expect(layout.nodes[0]?.x).toBe(300);
  });
});

describe("waterfall", () => {
  const parts = [{ evidence: "place", weight: 2.1, sentence: "" }, { evidence: "manner", weight: -0.5, sentence: "" }];

  test("each bar starts where the last ended", () => {
    const { bars } = waterfallLayout({ parts, total: 1.6 }, 600, measure);
    expect(bars.map((bar) => bar.kind)).toEqual(["for", "against", "total"]);
    expect(bars[1]?.right).toBeCloseTo(bars[0]?.end ?? 0);
    expect(bars[2]?.right).toBeCloseTo(bars[1]?.end ?? 0);
  });

  test("a total that is not the sum is accounted for", () => {
    const { bars } = waterfallLayout({ parts, total: 1.1 }, 600, measure);
    expect(bars[2]).toMatchObject({ kind: "capped", name: "capped" });
    expect(bars[2]?.weight).toBeCloseTo(-0.5);
  });

  test("everything stays in the frame, also where the sum goes below nought", () => {
    const { bars } = waterfallLayout({ parts: [{ evidence: "age", weight: -2, sentence: "" }, ...parts], total: -0.4 }, 320, measure);
    for (const bar of bars) {
      expect(bar.left).toBeGreaterThan(0);
      expect(bar.right).toBeLessThan(320);
    }
  });

  test("no evidence is a total of nought", () => {
    expect(waterfallLayout({ parts: [], total: 0 }, 600, measure).bars.map((bar) => bar.name)).toEqual(["total"]);
  });

  test("a weight is said as a factor", () => {
    expect(sayFactor(2)).toBe("100 times better explained as linked than as unrelated");
    expect(sayFactor(-1)).toBe("10 times better explained as unrelated than as linked");
    expect(sayFactor(6.4)).toMatch(/^2.5 million times/);
    expect(sayFactor(16.5)).toMatch(/^3.2 × 10¹⁶ times/);
    expect(sayFactor(0)).toBe("linked and unrelated explain it equally well");
  });
});

describe("curve", () => {
  const points = [{ day: "2014-06-19", e_value: 40 }, { day: "2014-09-20", e_value: 0.003 }];

  test("stronger is higher, and the alert level lies between", () => {
    const layout = curveLayout({ points, alert: 1, visible: "2014-09-20" }, 800);
    expect(layout.points[1]?.y).toBeLessThan(layout.alertY);
    expect(layout.points[0]?.y).toBeGreaterThan(layout.alertY);
    expect(layout.visibleX).toBe(layout.points[1]?.x);
  });

  test("an E-value of nought is drawn, and a single day too", () => {
    const layout = curveLayout({ points: [{ day: "2014-09-20", e_value: 0 }], alert: 1, visible: null }, 800);
    expect(layout.points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))).toBe(true);
    expect(layout.visibleX).toBeUndefined();
  });

  test("an E-value holds until the next", () => {
    expect(curveLayout({ points, alert: 1, visible: null }, 800).path).toMatch(/^M[\d.,]+H[\d.]+V[\d.]+H786$/);
  });
});
