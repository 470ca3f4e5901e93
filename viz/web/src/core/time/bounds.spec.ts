import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { between, bounds } from "./bounds";

describe("a period in two fields", () => {
  it("has dates as people write them, and bounds that may be open", () => {
    expect(between("2018", "")).toBe("2018/..");
    expect(between("", "06/2018")).toBe("../2018-06");
    expect(between("15/6/2018", "2019-01")).toBe("2018-06-15/2019-01");
    expect(between("2018", "2018")).toBe("2018");
    expect(between(" ", "")).toBeNull();
  });

  it("is none where a date is no date, or the end comes first", () => {
    for (const [since, until] of [["jadis", ""], ["2019", "2018"], ["2018-13", ""], ["2018/2019", ""]] as const) expect(between(since, until)).toBeUndefined();
  });

  it("comes back as it was written", () => {
    const year = fc.integer({ min: 1500, max: 2100 }).map(String);
    fc.assert(
      fc.property(fc.tuple(fc.oneof(fc.constant(""), year), fc.oneof(fc.constant(""), year)), ([a, b]) => {
        const [since, until] = a !== "" && b !== "" && a > b ? [b, a] : [a, b];
        const period = between(since, until);
        expect(period).not.toBeUndefined();
        expect(bounds(period ?? null)).toEqual([since, until]);
      }),
    );
  });
});
