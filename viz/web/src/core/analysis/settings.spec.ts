import { describe, expect, it } from "vitest";
import type { MeasureInfo } from "../api/types";
import { FAMILIES, isChanged, questionOf, QUESTIONS } from "./questions";
import { choices, kept, parameters, standing, weightOf, withWeight } from "./settings";

const option = (name: string, kind: string, own: unknown = null) => ({ name, kind, default: own, label: { fr: name, en: name }, low: null, high: null, choices: [], of: null });
const measure = {
  name: "convergence",
  title: { fr: "", en: "" },
  question: { fr: "", en: "" },
  method: "",
  options: [option("types", "texts", ["Practice"]), option("facets", "texts", []), option("territory", "text"), option("since", "text"), option("until", "text"), option("confidence", "number", 0), option("weights", "texts", []), option("relatives", "flag", false), option("limit", "integer", 20)],
} as unknown as MeasureInfo;
const free = { territory: null, source: null, period: null };

describe("the parameters of a measure", () => {
  it("are the limit alone where nothing is set", () => {
    expect(parameters(measure, {}, free, 50)).toEqual({ limit: 50 });
  });

  it("are of the type that the option takes; what the measure does not know is left out", () => {
    const settings = { confidence: ["0.5"], relatives: ["true"], types: ["Event", "Programme"], weights: [], unknown: ["1"], draws: ["20"] };
    expect(parameters(measure, settings, free, 50)).toEqual({ limit: 50, confidence: 0.5, relatives: true, types: ["Event", "Programme"], draws: 20 });
  });

  it("take the filter of all views: a period of two dates, of one, open at an end", () => {
    const during = (period: string) => parameters(measure, {}, { territory: "x:a", source: "x:s", period }, 5);
    expect(during("2018-03/2018-10")).toEqual({ limit: 5, territory: "x:a", since: "2018-03", until: "2018-10" });
    expect(during("2018")).toEqual({ limit: 5, territory: "x:a", since: "2018", until: "2018" });
    expect(during("2018/..")).toEqual({ limit: 5, territory: "x:a", since: "2018" });
  });
});

describe("the fields of a measure", () => {
  it("leave out what the filter sets, and facets that weights set already", () => {
    const { main, more } = choices(measure);
    expect(main.map(({ name }) => name)).toEqual(["types", "weights", "confidence"]);
    expect(more.map(({ name }) => name)).toEqual(["relatives"]);
  });

  it("show what was set, else what the server takes", () => {
    const [types] = measure.options;
    if (types === undefined) throw new Error("no option");
    expect(standing(types, {})).toEqual(["Practice"]);
    expect(standing(types, { types: ["Event"] })).toEqual(["Event"]);
  });

  it("keep nothing where the last is unticked, and show what the server takes then: what is asked is what is ticked", () => {
    const [types] = measure.options;
    if (types === undefined) throw new Error("no option");
    expect([kept(types, []), kept(types, ["Practice"]), kept(types, ["Event"])]).toEqual([null, null, ["Event"]]);
    expect(parameters(measure, { types: [] }, free, 5)).toEqual({ limit: 5 });
    expect(standing(types, { types: [] })).toEqual(["Practice"]);
  });

  it("keep one weight a relation, and none that is 1", () => {
    const set = withWeight("CONCERNS", 2.5, withWeight("USES", 0, ["CONCERNS=3"]));
    expect(set).toEqual(["CONCERNS=2.5", "USES=0"]);
    expect([weightOf("CONCERNS", set), weightOf("USES", set), weightOf("MOBILISES", set)]).toEqual([2.5, 0, 1]);
    expect(withWeight("CONCERNS", 1, set)).toEqual(["USES=0"]);
  });
});

describe("the question that is answered", () => {
  it("is each question's own by its measure and settings", () => {
    for (const { id, measure: name, settings } of FAMILIES.flatMap((family) => [...QUESTIONS[family]])) expect(questionOf(name, settings)?.id).toBe(id);
  });

  it("is as it began until something else is set", () => {
    for (const { measure: name, settings } of FAMILIES.flatMap((family) => [...QUESTIONS[family]])) {
      expect(isChanged(name, settings)).toBe(false);
      expect(isChanged(name, { ...settings, draws: ["20"] })).toBe(true);
    }
    expect(isChanged("", {})).toBe(false);
    expect(isChanged("new", { draws: ["20"] })).toBe(true);
  });

  it("is the general one where settings are others, and none for an unknown measure", () => {
    expect(questionOf("convergence", { types: ["Event"] })?.id).toBe("convergence");
    expect(questionOf("cooperation", { between: ["practices"] })?.id).toBe("cooperation");
    expect(questionOf("new", {})).toBeUndefined();
  });
});
