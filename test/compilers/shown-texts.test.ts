import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { amount } from "../support/amount.ts";
import { bicep, type Diagnostic, withFiles } from "./support/bicep.ts";
import { bicepFound } from "./support/found.ts";
import { type Shown, shownTexts } from "./support/shown-texts.ts";

/** What the compiler warns about in pages of tests, by code, with the reason that it stays; what users read has no warnings. */
const accepted = JSON.parse(readFileSync(join(import.meta.dirname, "warnings.json"), "utf8")) as Readonly<
  Record<string, string>
>;

const isPage = ({ place }: Shown): boolean => /^(?:test|docs\/rules)\//.test(place);

/** Modules of registries are not restored; those who compile a text have them. */
const ofRegistry = /'(?:br|ts)[:/][^'\n]*'/g;

test.skipIf(bicepFound === null)("every Bicep text that we show compiles", { timeout: 600_000 }, async () => {
  const all = shownTexts();
  const isAll = amount(0, 1) === 1;
  // What users read, and a part of the rest.
  const some = all.filter((each, index) => isAll || !isPage(each) || index % 12 === 0);
  const warned = new Set<string>();
  const compiled = new Set<string>();
  const wrong: string[] = [];
  let registries = 0;
  for (const each of some) {
    const key = JSON.stringify([each.files, each.entries]);
    if (compiled.has(key)) continue;
    compiled.add(key);
    if (Object.values(each.files).some((text) => ofRegistry.test(text))) registries++;
    const { errors, warnings } = await compile(each);
    wrong.push(...errors);
    for (const code of warnings) {
      if (isPage(each) && accepted[code] !== undefined) warned.add(code);
      else wrong.push(`${each.place}: warning ${code}`);
    }
  }
  expect(wrong).toEqual([]);
  if (!isAll) return;
  console.log(
    `${compiled.size} Bicep texts compiled; ${registries} use modules of registries, which are left out.`,
  );
  expect([...warned].sort(), "leave out of warnings.json what nothing has").toEqual(
    Object.keys(accepted).sort(),
  );
});

interface Result {
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
}

function compile(shown: Shown): Promise<Result> {
  const files = Object.entries(shown.files).map(([name, text]) => [
    name,
    text.replace(ofRegistry, "'registry/module.bicep'"),
  ]);
  return withFiles(Object.fromEntries(files) as Shown["files"], async (folder) => {
    const found: Diagnostic[] = [];
    for (const entry of shown.entries) {
      const { diagnostics } = await bicep().compile(join(folder, entry));
      found.push(...diagnostics.filter(({ source }) => source === join(folder, entry)));
    }
    const errors = found.filter(({ level }) => level === "Error").filter((each) => !isOfRegistry(each));
    const codes = new Set(errors.map(({ code }) => code));
    return {
      errors: [
        ...errors
          .filter(({ code }) => !shown.errors.includes(code))
          .map(
            ({ code, range, message }) => `${shown.place} line ${range.start.line + 1}: ${code} ${message}`,
          ),
        // Documentation of rules shows some of the texts of their pages only.
        ...shown.errors
          .filter((code) => !codes.has(code) && !shown.place.startsWith("docs/rules/"))
          .map((code) => `${shown.place} names ${code}, which is not reported`),
      ],
      warnings: found.filter(({ level }) => level === "Warning").map(({ code }) => code),
    };
  });
}

function isOfRegistry({ code, message }: Diagnostic): boolean {
  return (
    (code === "BCP091" && message.includes("registry/module.bicep")) ||
    (code === "BCP091" && message.includes("/registry"))
  );
}
