import { describe, expect, it } from "vitest";
import { spots } from "./plot";

describe("the plot of pairs", () => {
  it("goes right with convergence and up as chance gets rarer", () => {
    const [a, b] = spots([{ value: 0.2, p_value: 0.1 }, { value: 0.9, p_value: 1e-4 }]);
    expect(b?.x).toBeGreaterThan(a?.x ?? 1);
    expect(b?.y).toBeGreaterThan(a?.y ?? 1);
    expect(a?.y).toBeCloseTo(1 / 6);
  });

  it("stays within the frame, whatever the numbers", () => {
    for (const { x, y } of spots([{ value: 7, p_value: 0 }, { value: -1, p_value: 2 }, { value: 0.5 }, { value: 0.5, p_value: null }])) {
      expect(x).toBeGreaterThanOrEqual(0);
      expect(x).toBeLessThanOrEqual(1);
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(1);
    }
  });

  it("sets pairs on one spot apart", () => {
    const all = spots([{ value: 1, p_value: 0.01 }, { value: 1, p_value: 0.01 }, { value: 1, p_value: 0.01 }]);
    expect(new Set(all.map(({ x }) => x)).size).toBe(3);
  });
});
