import { expect, test } from "vitest";
import { foldName, foldWord } from "../../server/src/core/text/fold.ts";

test("key words fold A to Z and nothing else", () => {
  expect(foldWord("networkACLs")).toBe("networkacls");
  for (const letter of ["\u212a", "\u212b", "µ", "ς", "ı", "ſ", "ß", "É", "İ"]) {
    expect(foldWord(`A${letter}Z`)).toBe(`a${letter}z`);
  }
});

test("names fold as .NET's ordinal comparison folds them", () => {
  const isSame = (one: string, other: string): boolean => foldName(one) === foldName(other);
  const same = [
    ["Kv", "kV"],
    ["é", "É"],
    ["ς", "Σ"],
    ["ς", "σ"],
    ["µ", "Μ"],
  ] as const;
  for (const [one, other] of same) expect(isSame(one, other), `${one} ${other}`).toBe(true);
  const different = [
    ["\u212a", "k"],
    ["\u212b", "å"],
    ["ı", "I"],
    ["ı", "i"],
    ["ſ", "s"],
    ["ß", "SS"],
    ["ß", "ẞ"],
    ["İ", "i"],
  ] as const;
  for (const [one, other] of different) expect(isSame(one, other), `${one} ${other}`).toBe(false);
});
