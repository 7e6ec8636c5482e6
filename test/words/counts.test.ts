import { describe, expect, test } from "vitest";
import { languages, wordsIn } from "../../server/src/core/index.ts";
import type { Language } from "../../server/src/core/index.ts";
import { allSentences } from "./samples/all.ts";
import { catalogTexts } from "./samples/terms.ts";

/** What is counted, as one and as several. */
const nouns: Readonly<Record<Language, readonly (readonly [one: string, several: string])[]>> = {
  en: [
    ["address", "addresses"],
    ...["IP rule", "CIDR range", "vault", "finding", "access test", "module", "resource", "source"].map(
      withS,
    ),
    ...["environment", "private endpoint", "template", "second", "character", "version", "other"].map(withS),
  ],
  de: [
    ["Adresse", "Adressen"],
    ["IP-Regel", "IP-Regeln"],
    ["Subnetzregel", "Subnetzregeln"],
    ["Ressource", "Ressourcen"],
    ["Quelle", "Quellen"],
    ["Sekunde", "Sekunden"],
    ["Zugriffstest", "Zugriffstests"],
    ["Befund", "Befunde"],
    ["Key Vault", "Key Vaults"],
    ["Modul", "Module"],
    ["Vorlage", "Vorlagen"],
    ["Umgebung", "Umgebungen"],
    ["Subnetz", "Subnetze"],
    ["privater Endpunkt", "private Endpunkte"],
    ["Bereich", "Bereichen"],
  ],
};

function withS(noun: string): readonly [one: string, several: string] {
  return [noun, `${noun}s`];
}

/** A noun after a count: not a part of a longer number, nor the end of a range, nor "1 of 2". */
const counted = (number: string, noun: string): RegExp =>
  new RegExp(`(?<![\\d.,/]|(?:to|bis|of|von) )(?:${number}) (?:[a-zäöü]+ )?${noun}(?![\\wäöü])`);

/** Facts that are about two or more of something. */
const several = [
  "KV102",
  "KV206",
  "remove-ip-rules",
  "remove-redundant",
  "remove-storage-properties",
  "merge",
  "change",
  "bypassSummary",
];

describe.each(languages)("counts in %s", (language) => {
  test.each([0, 1, 2, 1000])("are followed by the right form: %i", (number) => {
    const said = saidWith(language, number);
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter((text) => isWrong(text, language))).toEqual([]);
  });
});

test("a wrong form would be noticed", () => {
  const wrong = ["1 addresses", "2 address", "1,000 listed module", "1 seconds"];
  expect(wrong.filter((text) => isWrong(text, "en"))).toEqual(wrong);
  expect(["1 Adressen", "2 Adresse", "1.000 Key Vault"].filter((text) => isWrong(text, "de"))).toHaveLength(
    3,
  );
  expect(
    ["1 address", "1 of 2 addresses", "1 to 256 addresses", "0 modules"].filter((text) =>
      isWrong(text, "en"),
    ),
  ).toEqual([]);
});

/** A noun in the plural after 1, or in the singular after another number. */
function isWrong(text: string, language: Language): boolean {
  const others = ["0", "2", (1000).toLocaleString(language).replace(".", "\\.")].join("|");
  return nouns[language].some(
    ([one, several]) => counted("1", several).test(text) || counted(others, one).test(text),
  );
}

/** Every sentence with each of its numbers replaced by another one. */
function saidWith(language: Language, number: number): readonly string[] {
  return allSentences
    .filter((group) => group !== catalogTexts)
    .flatMap(({ samples }) => samples)
    .filter(({ kind }) => number !== 1 || !several.includes(kind))
    .flatMap(({ says, say }) => variants(says, number).map((each) => say(wordsIn(language), each as object)));
}

function variants(value: unknown, number: number): readonly unknown[] {
  if (typeof value === "number") return [number];
  const items: readonly unknown[] | null = Array.isArray(value) ? value : null;
  if (items)
    return items.flatMap((each, index) => variants(each, number).map((other) => items.with(index, other)));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    variants(each, number).map((other) => ({ ...value, [key]: other })),
  );
}
