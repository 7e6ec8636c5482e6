import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { englishTexts, findService, isListed, services } from "../../server/src/core/services/catalogue.ts";
import written from "../../server/src/core/services/catalogue.json" with { type: "json" };
import { onlyInDocuments } from "../../scripts/bundle/parts.mjs";
import { documented } from "../../scripts/catalogue/documented.ts";
import { wordsIn } from "../../server/src/core/words/languages.ts";
import { languages } from "../../server/src/core/words/language.ts";
import {
  flagNeeds,
  reportings,
  requiredIdentities,
  terraformBlocks,
  trustStatuses,
  valueKinds,
  vaultFlags,
  vaultObjects,
  wayIns,
} from "../../server/src/core/services/service.ts";

interface Row {
  readonly name: string;
  readonly scenario: string;
}

const rows = readRows(join(import.meta.dirname, "fixtures/trusted-services-2025-02-25.md"));

describe("Microsoft's list", () => {
  it("had 38 rows on 2025-02-25", () => {
    expect(rows).toHaveLength(38);
  });

  test.each(rows)("$name is listed once, word for word", ({ name, scenario }) => {
    const found = services().filter((service) => service.name === name);
    expect(found.map((service) => service.scenario)).toEqual([scenario]);
    expect(found.every(isListed)).toBe(true);
  });

  it("has gained Azure AI Search since, and lost nothing", () => {
    const copied = new Set(rows.map(({ name }) => name));
    const added = services().filter((service) => isListed(service) && !copied.has(service.name));
    expect(added.map(({ id }) => id)).toEqual(["azure-ai-search"]);
  });

  it("comes first, in the order of the page", () => {
    const names = services()
      .slice(0, rows.length)
      .map(({ name }) => name);
    expect(names).toEqual(rows.map(({ name }) => name));
  });
});

describe("catalogue", () => {
  it("has 101 entries, 39 of them listed", () => {
    expect(services()).toHaveLength(101);
    expect(services().filter(isListed)).toHaveLength(39);
  });

  it("has ids that are unique and in kebab-case", () => {
    const ids = services().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });

  it("finds each entry by its id, in any case", () => {
    for (const service of services()) expect(findService(service.id.toUpperCase())).toBe(service);
    expect(findService("no-such-service")).toBeUndefined();
  });
});

describe("an entry in the file", () => {
  test.each(written)("$id has known keys and no empty words", (entry) => {
    expect(Object.keys(entry).filter((key) => !keys.has(key))).toEqual([]);
    expect(required.filter((key) => !Object.hasOwn(entry, key))).toEqual([]);
    expect(emptyPlaces(entry)).toEqual([]);
  });
});

describe("the file in the package", () => {
  const conditions = services()
    .flatMap(({ arm, terraform }) => [
      ...arm.flatMap(({ references }) => references),
      ...terraform.flatMap((use) => use.arguments),
    ])
    .flatMap(({ when }) => Object.keys(when ?? {}));

  it("loses no condition with the members that only the documents need", () => {
    expect(conditions.filter((path) => onlyInDocuments.has(path))).toEqual([]);
  });
});

describe("an entry as read", () => {
  test.each(services())("$id uses the words of the vocabulary", (service) => {
    const uses = [
      ...service.arm.flatMap((use) => use.references),
      ...service.terraform.flatMap((use) => use.arguments),
    ];
    expectAmong(trustStatuses, [service.trustStatus]);
    expectAmong(reportings, [service.reportAs]);
    expectAmong(vaultObjects, service.consumes);
    expectAmong(
      ["direct", "heuristic", "indirect", "input", "template-partial"],
      [documented(service).detection.level],
    );
    expectAmong(
      valueKinds,
      uses.map(({ kind }) => kind),
    );
    expectAmong(
      terraformBlocks,
      service.terraform.map(({ block }) => block),
    );
    expectAmong([...requiredIdentities, undefined], [service.identity.bypassRequires]);
    expectAmong(vaultFlags, Object.keys(service.vaultFlags));
    expectAmong(flagNeeds, Object.values(service.vaultFlags));
    expectAmong(
      wayIns,
      service.needs.map(({ option }) => option),
    );
  });

  test.each(services())(
    "$id has paths, roles and dates of the right form",
    ({ arm, terraform, roles, list }) => {
      for (const { type } of arm) expect(type).toMatch(/^(\*|[\w.]+\.[\w.]+)(\/[\w*]+)*/);
      for (const { type } of terraform) expect(type).toMatch(/^[a-z0-9]+_\w+$|^external$|\*/);
      for (const { guid } of roles) expect(guid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      for (const date of [list?.docDate, list?.firstListed, list?.stillListed]) {
        expect(date ?? "2025-02-25").toMatch(/^\d{4}-\d{2}-\d{2}$/);
      }
    },
  );

  test.each(
    services().flatMap((each) => documented(each).signals.map((signal) => ({ id: each.id, ...signal }))),
  )("$id: the pattern $pattern compiles and is not matched by everything", ({ pattern }) => {
    expect(new RegExp(pattern).test("")).toBe(false);
  });

  test.each(services())(
    "$id has list dates exactly if it is listed, and a way in exactly if it is not",
    (service) => {
      expect(service.list !== undefined).toBe(isListed(service));
      expect(service.needs.length === 0).toBe(isListed(service));
    },
  );

  test.each(services())("$id has a hover that fits", ({ hover }) => {
    expect(hover.length).toBeLessThanOrEqual(280);
  });
});

const required = [
  "id",
  "name",
  "aliases",
  "trustStatus",
  "reportAs",
  "hover",
  "scenario",
  "consumes",
  "detection",
  "identity",
];
const optional = [
  ...["list", "source", "arm", "terraform", "signals", "vaultFlags", "roles"],
  ...["accessPolicy", "caveats", "notCovered", "needs", "also", "searched"],
];
const keys = new Set([...required, ...optional]);

function expectAmong(vocabulary: readonly unknown[], words: readonly unknown[]): void {
  expect(words.filter((word) => !vocabulary.includes(word))).toEqual([]);
}

/** The paths of empty texts, lists and objects, and of nulls: what is not known is left out instead. */
function emptyPlaces(value: unknown, path = ""): readonly string[] {
  if (value === "" || value === null) return path.endsWith(".date") ? [] : [path];
  if (typeof value !== "object") return [];
  const members = Object.entries(value);
  const mayBeEmpty = path.endsWith(".arguments") || path.endsWith(".references") || path.endsWith(".kinds");
  if (members.length === 0) return mayBeEmpty ? [] : [path];
  return members.flatMap(([key, member]) => emptyPlaces(member, `${path}.${key}`));
}

/** The rows of the table in the page; some of them lack the closing bar, as on the page. */
function readRows(file: string): readonly Row[] {
  const lines = readFileSync(file, "utf8").split("\n");
  const table = lines.filter((line) => line.startsWith("|")).slice(2);
  return table.map((line) => {
    const [, name = "", ...rest] = line.split("|");
    return {
      name: name.trim(),
      scenario: rest
        .join("|")
        .replace(/\|\s*$/, "")
        .trim(),
    };
  });
}

describe.each(languages.filter((language) => language !== "en"))("texts in %s", (language) => {
  const { texts: say } = wordsIn(language).services;

  it("exist for every entry and no other", () => {
    const file = join(import.meta.dirname, `../../server/src/core/words/${language}/catalogue.json`);
    const translated = JSON.parse(readFileSync(file, "utf8")) as object;
    expect(Object.keys(translated)).toEqual(services().map(({ id }) => id));
  });

  test.each(services())("$id says all that it says in English", (service) => {
    const [texts, english] = [say(service.id), englishTexts(service.id)];
    expect(texts.hover.length).toBeLessThanOrEqual(280);
    expect(texts.scenario.links.map(({ path }) => path)).toEqual(
      english.scenario.links.map(({ path }) => path),
    );
    expect(texts.notCovered).toHaveLength(service.notCovered.length);
    const [said, written] = [texts, english].map(({ hover, scenario, notCovered, needs }) =>
      [hover, scenario.text, ...notCovered, ...needs.map(({ detail }) => detail)].filter(isProse),
    );
    expect(said?.filter((text) => written?.includes(text))).toEqual([]);
    expect(said?.filter((text) => /\b(?:the|is|of|and|with)\b/i.test(text))).toEqual([]);
  });

  it("keep the names of listed services, which are Microsoft's", () => {
    for (const { id, name } of services().filter(isListed)) expect(say(id).name).toBe(name);
  });
});

/** Some ways in are called alike in both languages. */
function isProse(text: string): boolean {
  return !["Private Link", "bypass AzureServices"].includes(text);
}
