import { expect, test } from "vitest";
import { colors, hintedLanguages } from "../../client/src/hinted-languages.ts";

const extension = (contributes: unknown) => ({ id: "someone.something", packageJSON: { contributes } });

test.each(hintedLanguages)(
  "an extension with a grammar for $name colors its files, and no other does",
  (language) => {
    expect(colors(extension({ grammars: [{ language: language.id, path: "./a.json" }] }), language)).toBe(
      true,
    );
    expect(
      colors(extension({ grammars: [{ language: "yaml" }, { injectTo: ["source.bicep"] }] }), language),
    ).toBe(false);
    expect(colors(extension({ languages: [{ id: language.id }] }), language)).toBe(false);
    expect(colors({ id: "a.b", packageJSON: null }, language)).toBe(false);
  },
);
