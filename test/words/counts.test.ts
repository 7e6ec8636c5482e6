import { describe, expect, test } from "vitest";
import { type Language, languages, wordsIn } from "../../server/src/core/index.ts";
import { readFileSync } from "node:fs";
import { hasWrongCase, hasWrongVerb } from "./agreement.ts";
import { allSentences } from "./samples/all.ts";
import { catalogTexts } from "./samples/terms.ts";

/** What is counted, as one and as several. */
const nouns: Readonly<Record<Language, readonly (readonly [one: string, several: string])[]>> = {
  en: [
    ["address", "addresses"],
    ...["IP rule", "CIDR range", "vault", "finding", "access test", "module", "resource", "source"].map(
      withS,
    ),
    ...["environment", "private endpoint", "template", "second", "character", "version", "other"]
      .concat(["error", "warning", "hint", "file", "cell", "value", "tag", "rule", "caller"])
      .map(withS),
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
    ["Datei", "Dateien"],
    ["Parameterdatei", "Parameterdateien"],
    ["Warnung", "Warnungen"],
    ["Information", "Informationen"],
    ["Hinweis", "Hinweise"],
    ["Zelle", "Zellen"],
    ["Wert", "Werte"],
    ["Tag", "Tags"],
    ["Fall", "Fälle"],
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

  test.each([0, 1, 2, 1000])("agree with their verbs: %i", (number) => {
    const said = saidWith(language, number);
    expect(said.filter((text) => hasWrongVerb(text, language))).toEqual([]);
  });
});

test.each([0, 1, 2, 1000])("German counts are in the case that their prepositions ask for: %i", (number) => {
  expect(saidWith("de", number).filter(hasWrongCase)).toEqual([]);
});

describe.each(languages)("counts of the client in %s", (language) => {
  test.each([2, 1000])("are in the plural where a number is filled in: %i", (number) => {
    const wrong = clientTexts(language)
      .map((text) => text.replaceAll(/\{\d\}/g, number.toLocaleString(language)))
      .filter((text) => isWrong(text, language) || hasWrongVerb(text, language));
    expect(language === "de" ? wrong.concat(clientTexts("de").filter(hasWrongCase)) : wrong).toEqual([]);
  });

  test("have a text of their own for one", () => {
    const wrong = clientTexts(language).filter(
      (text) => isWrong(text, language) || hasWrongVerb(text, language),
    );
    expect(wrong).toEqual([]);
  });
});

test("every text of the client that counts has one for a single thing", () => {
  const texts = clientTexts("en");
  const several = texts.filter(
    (text) => /^\{0\} (?:of \{1\} )?[a-z ]+s\b/.test(text) && !/^\{0\} (?:is|was)\b/.test(text),
  );
  expect(several.length).toBeGreaterThan(5);
  const alone = several.filter((text) => {
    const noun = /([a-z]+?)(?:es|s)\b/.exec(text.replace(/^\{0\} of \{1\} /, ""))?.[1] ?? "";
    return !texts.some((each) => each.startsWith("1 ") && each.includes(noun));
  });
  // Ranges that are listed by their size are too many to list one by one.
  expect(alone).toEqual(["{0} addresses"]);
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

test("a wrong verb or case would be noticed", () => {
  const verbs = [
    "1 IP rule of 'kv' have no effect.",
    "2 modules was not read.",
    "1 access test fail",
    "1,000 listed vaults differs",
  ];
  expect(verbs.filter((text) => !hasWrongVerb(text, "en"))).toEqual([]);
  const german = [
    "1 Modul wurden nicht gelesen.",
    "2 IP-Regeln von 'kv' hat keine Wirkung.",
    "1.000 Zugriffstests würde fehlschlagen",
  ];
  expect(german.filter((text) => !hasWrongVerb(text, "de"))).toEqual([]);
  const right = [
    "1 IP rule of 'kv' has no effect.",
    "'kv' and 1 more here are old.",
    "1 of 2 vaults differs",
    "2 modules and 1 template were not read.",
  ];
  expect(right.filter((text) => hasWrongVerb(text, "en"))).toEqual([]);
  const cases = [
    "in 2 Bereiche",
    "von 3 Zugriffstest",
    "Alle 3 überflüssige Regeln entfernen",
    "mit 1 weitere Regel",
    "hat 1 privater Endpunkt",
  ];
  expect(cases.filter((text) => !hasWrongCase(text))).toEqual([]);
  expect(
    ["in 2 Bereichen", "von 3 Zugriffstests", "Alle 3 überflüssigen Regeln entfernen"].filter(hasWrongCase),
  ).toEqual([]);
});

/** What the client says, in a language. */
function clientTexts(language: Language): readonly string[] {
  const texts = JSON.parse(readFileSync("l10n/bundle.l10n.de.json", "utf8")) as Record<string, string>;
  if (language === "en") return Object.keys(texts);
  return Object.values(
    JSON.parse(readFileSync(`l10n/bundle.l10n.${language}.json`, "utf8")) as Record<string, string>,
  );
}

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
