import { describe, expect, it } from "vitest";
import { edge } from "../../core/graph/sample";
import { groupId } from "../../core/groups/groups";
import { groupRadius, radius, radiusOf, shifts } from "./sizes";
import { ahead, isArrow } from "./walk";

const at = (id: string, x: number, y: number) => ({ id, x, y });
const HERE = at("here", 0, 0);

describe("walking by arrows", () => {
  const around = [HERE, at("right", 50, 5), at("far right", 300, 0), at("up", 3, -40), at("left", -30, 2)];

  it("goes to the near one in the direction of the arrow", () => {
    expect(ahead(HERE, around, "ArrowRight")?.id).toBe("right");
    expect(ahead(HERE, around, "ArrowUp")?.id).toBe("up");
    expect(ahead(HERE, around, "ArrowLeft")?.id).toBe("left");
  });

  it("goes nowhere when nothing lies that way", () => {
    expect(ahead(HERE, around, "ArrowDown")).toBeNull();
    expect(ahead(HERE, [HERE, at("same place", 0, 0)], "ArrowUp")).toBeNull();
  });

  it("knows arrows from other keys", () => {
    expect(isArrow("ArrowDown")).toBe(true);
    expect(isArrow("Enter")).toBe(false);
  });
});

describe("sizes", () => {
  it("grow with the links and stay within what can be seen and clicked", () => {
    expect(radius(0)).toBeGreaterThan(3);
    expect(radius(9)).toBeGreaterThan(radius(4));
    expect(radius(1_000_000)).toBeLessThan(20);
  });

  it("of a group tell few members from thousands, and pass those of a mark", () => {
    expect(groupRadius(2)).toBeGreaterThan(radius(2));
    expect(groupRadius(3205) - groupRadius(36)).toBeGreaterThan(8);
    expect(groupRadius(1_000_000_000)).toBeLessThan(40);
    expect(radiusOf({ id: groupId("kind:Association"), degree: 400 })).toBe(groupRadius(400));
    expect(radiusOf({ id: "an-entity", degree: 400 })).toBe(radius(400));
  });

  it("puts parallel links side by side, whichever way they run", () => {
    const beside = shifts([edge("a", "ORGANISES", "b"), edge("b", "RELATED_TO", "a"), edge("a", "USES", "c")]);
    expect(beside.size).toBe(2);
    expect(beside.get("a-ORGANISES-b")).toBe(-2.5);
    // Drawn from b to a, the other side is again the minus side.
    expect(beside.get("b-RELATED_TO-a")).toBe(-2.5);
  });
});
