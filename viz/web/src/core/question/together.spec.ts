import { describe, expect, it } from "vitest";
import { vocabulary } from "../graph/sample";
import { about } from "./together";

const one = (id: string, kind: string) => ({ id, kind });

describe("what two are asked about", () => {
  it("is with whom the actor acts on the subject, in whichever order they are named", () => {
    const [actor, subject] = [one("a", "Association"), one("t", "Theme")];
    expect(about([actor, subject], vocabulary)).toEqual({ actor, subject });
    expect(about([subject, actor], vocabulary)).toEqual({ actor, subject });
  });

  it("is nothing of the kind for two actors, two subjects, or a practice", () => {
    expect(about([one("a", "Association"), one("b", "Person")], vocabulary)).toBeUndefined();
    expect(about([one("t", "Theme"), one("u", "Theme")], vocabulary)).toBeUndefined();
    expect(about([one("a", "Association"), one("p", "Event")], vocabulary)).toBeUndefined();
  });
});
