import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edge, node } from "../graph/sample";
import { model } from "../graph/model";
import { ticks } from "./axis";
import { chronology, difference, during, extent, histogram, spanOfNode, steps, stepSpan } from "./chronology";
import { dateOf, dayOf, interval, overlaps, type Span, span, spanBetween } from "./span";

const said = (found: Span | null) => {
  const day = (at: number) => (Number.isFinite(at) ? new Date(at * 86_400_000).toISOString().slice(0, 10) : "…");
  return found === null ? null : `${day(found.from)} ${day(found.to)}${found.about ? " ~" : ""}`;
};

describe("a date as days", () => {
  it.each([
    ["2018", "2018-01-01 2018-12-31"],
    ["2018-02", "2018-02-01 2018-02-28"],
    ["2020-02", "2020-02-01 2020-02-29"],
    ["2018-12-31", "2018-12-31 2018-12-31"],
    ["2018-05-31/2018-06-01", "2018-05-31 2018-06-01"],
    ["2018/2020-05", "2018-01-01 2020-05-31"],
    ["2018/..", "2018-01-01 …"],
    ["../2018", "… 2018-12-31"],
    ["2018~", "2018-01-01 2018-12-31 ~"],
    ["201X", "2010-01-01 2019-12-31 ~"],
    ["2018-22", "2018-06-01 2018-08-31 ~"],
    ["2018-24", "2018-12-01 2019-02-28 ~"],
    ["2018-13", null],
    ["2018-02-30", null],
    ["../..", null],
    ["2020/2018", null],
    ["printemps", null],
    ["", null],
  ])("%s", (edtf, expected) => {
    expect(said(span(edtf))).toBe(expected);
  });

  it("a start and an end make one stretch; an end alone leaves the start open", () => {
    expect(said(spanBetween("2018", "2020"))).toBe("2018-01-01 2020-12-31");
    expect(said(spanBetween(null, "2020"))).toBe("… 2020-12-31");
    expect(said(spanBetween("2018-05-31/2018-06-01", null))).toBe("2018-05-31 2018-06-01");
    expect(spanBetween(null, undefined)).toBeNull();
  });

  it("days and dates are each other's inverse, through leap years and before 1970", () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (day) => {
        const { year, month, day: of } = dateOf(day);
        return dayOf(year, month, of) === day;
      }),
    );
  });

  it("whole months and years are written as short as they can be, and read back as they were", () => {
    expect(interval(dayOf(2018), dayOf(2019) - 1)).toBe("2018");
    expect(interval(dayOf(2018, 3), dayOf(2018, 4) - 1)).toBe("2018-03");
    fc.assert(
      fc.property(fc.integer({ min: 1800 * 12, max: 2100 * 12 }), fc.integer({ min: 0, max: 400 }), (low, more) => {
        const { from, to } = stepSpan("month", low, low + more);
        const back = span(interval(from, to));
        return back?.from === from && back.to === to;
      }),
    );
  });
});

const dated = (id: string, start: string | null, end: string | null = null) => ({ ...node(id, "Event"), start, end });

const GRAPH = model({
  nodes: [dated("spring", "2018-03"), dated("autumn", "2018-10-07"), dated("long", "2017", "2020"), dated("ever", "2018-06/.."), node("actor", "Association"), node("friend", "Association"), node("nobody", "Association")],
  edges: [edge("actor", "PARTNER_IN", "spring"), edge("friend", "PARTNER_IN", "autumn"), { ...edge("nobody", "COOPERATES_WITH", "friend"), since: "2019", until: "2019" }],
  total_nodes: 7,
  total_edges: 3,
  cut: null,
});

const period = (edtf: string) => span(edtf) as Span;

describe("a period", () => {
  it("shows what is dated in it and, of the undated, what is linked to that", () => {
    expect([...during(GRAPH, period("2018-03"))].sort()).toEqual(["actor", "long", "spring"]);
    expect([...during(GRAPH, period("2018-10"))].sort()).toEqual(["autumn", "ever", "friend", "long"]);
  });

  it("a link's own dates count for its ends", () => {
    expect([...during(GRAPH, period("2019"))].sort()).toEqual(["ever", "friend", "long", "nobody"]);
  });
});

describe("a chronology", () => {
  const all = chronology(GRAPH, GRAPH.nodes);

  it("goes from the earliest to the latest and leaves out what has no date", () => {
    expect(all.map(({ node: { id } }) => id)).toEqual(["long", "spring", "ever", "autumn"]);
    expect(said(extent(all.map((one) => one.span)))).toBe("2017-01-01 2020-12-31");
    expect(extent([])).toBeNull();
  });

  it("counts by month or by year, each span in every step that it touches", () => {
    const spans = all.map((one) => one.span);
    const counted = steps(extent(spans) as Span);
    expect(counted).toEqual({ unit: "month", first: 2017 * 12, last: 2020 * 12 + 11 });
    const counts = histogram(spans, counted);
    expect(counts).toHaveLength(48);
    expect(counts[14]).toBe(2); // March 2018: long, spring
    expect(counts[47]).toBe(2); // December 2020: long, ever
    expect(steps(period("1900/2020")).unit).toBe("year");
  });

  it("what began, ended and passed between two dates; what lasts through is no change", () => {
    const changed = difference(GRAPH.nodes.values(), spanOfNode, period("2018"));
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id).sort();
    expect(ids(changed.began)).toEqual(["ever"]);
    expect(ids(changed.passed)).toEqual(["autumn", "spring"]);
    expect(ids(changed.ended)).toEqual([]);
    expect(ids(difference(GRAPH.nodes.values(), spanOfNode, period("2019/2021")).ended)).toEqual(["long"]);
  });

  it("each change is one of the three, and overlaps the period", () => {
    const any = fc.tuple(fc.integer({ min: 0, max: 999 }), fc.integer({ min: 0, max: 400 })).map(([from, more]): Span => ({ from, to: from + more, about: false }));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 30 }), any, (spans, asked) => {
        const { began, ended, passed } = difference(spans, (one) => one, asked);
        const changed = [...began, ...ended, ...passed];
        const through = spans.filter((one) => one.from < asked.from && one.to > asked.to);
        const apart = spans.filter((one) => !overlaps(one, asked));
        expect(new Set(changed).size).toBe(changed.length);
        expect(changed.length + through.length + apart.length).toBe(spans.length);
      }),
    );
  });
});

describe("an axis", () => {
  it.each([
    ["2018", 14, 12, "2018-01"],
    ["2018", 5, 4, "2018-01"],
    ["2017/2020", 5, 4, "2017"],
    ["1789/2020", 8, 5, "1800"],
  ])("%s in at most %i marks", (edtf, most, count, first) => {
    const found = ticks(period(edtf), most);
    expect(found).toHaveLength(count);
    expect(found[0]?.date).toBe(first);
  });
});
