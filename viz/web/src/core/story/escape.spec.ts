import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escaped } from "./escape";

describe("names in a picture of lines", () => {
  it.each([
    ['<script>alert("x")</script>', "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"],
    ["L'Étang & fils", "L&#39;Étang &amp; fils"],
    ["a\u0000b\u0008c\ud800d", "abc\ufffdd"],
    ["👩‍👧", "👩‍👧"],
  ])("%j", (name, written) => {
    expect(escaped(name)).toBe(written);
  });

  it("never open an element, an entity or an attribute", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => !/[<>"']/.test(escaped(text)) && !/&(?!(amp|lt|gt|quot|#39);)/.test(escaped(text))));
  });
});
