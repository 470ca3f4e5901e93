import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Box, beside } from "./beside";

const overlap = (a: Box, b: Box) => a.left < b.left + b.width && b.left < a.left + a.width && a.top < b.top + b.height && b.top < a.top + a.height;

describe("a panel beside what it speaks of", () => {
  const window = { width: 1440, height: 900 };
  const panel = { width: 340, height: 220 };

  it("stands under what is flat, at the side of what is high", () => {
    expect(beside({ left: 300, top: 10, width: 600, height: 40 }, panel, window)).toEqual({ left: 300, top: 62 });
    expect(beside({ left: 20, top: 200, width: 250, height: 400 }, panel, window)).toEqual({ left: 282, top: 200 });
    expect(beside({ left: 1070, top: 52, width: 370, height: 848 }, panel, window)).toEqual({ left: 718, top: 52 });
  });

  it("is over what leaves no room, at the foot", () => {
    expect(beside({ left: 0, top: 0, width: 390, height: 844 }, { width: 350, height: 240 }, { width: 390, height: 844 })).toEqual({ left: 20, top: 594 });
  });

  it("never leaves the window, and covers its target only where no side has room", () => {
    const length = (most: number) => fc.integer({ min: 1, max: most });
    fc.assert(
      fc.property(length(1400), length(880), length(1400), length(880), (left, top, width, height) => {
        const target = { left, top, width, height };
        const at = { ...beside(target, panel, window), ...panel };
        expect(at.left).toBeGreaterThanOrEqual(10);
        expect(at.top).toBeGreaterThanOrEqual(10);
        expect(at.left + at.width).toBeLessThanOrEqual(window.width - 10);
        expect(at.top + at.height).toBeLessThanOrEqual(window.height - 10);
        const room = Math.max(left, window.width - left - width) >= panel.width + 22 || Math.max(top, window.height - top - height) >= panel.height + 22;
        if (room) expect(overlap(at, target)).toBe(false);
      }),
    );
  });
});
