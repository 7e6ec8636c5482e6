import { join } from "node:path";
import { expect, test } from "vitest";
import { amount } from "../support/amount.ts";
import { withFiles } from "./support/bicep.ts";
import { compareCompiled, isTemplate } from "./support/compare-compiled.ts";
import { newDifferences } from "./support/differences.ts";
import { bicepFound } from "./support/found.ts";
import { type Shown, shownTexts } from "./support/shown-texts.ts";

test.skipIf(bicepFound === null)(
  "a Bicep text and what the compiler makes of it have one network",
  { timeout: 600_000 },
  async () => {
    const isAll = amount(0, 1) === 1;
    const all = shownTexts();
    const counts = { templates: 0, resources: 0, notCompiled: 0 };
    const different: string[] = [];
    const seen = new Set<string>();
    for (const shown of isAll ? all : all.filter((_, index) => index % 25 === 0)) {
      const key = JSON.stringify(shown.files);
      if (seen.has(key)) continue;
      seen.add(key);
      different.push(...(await differencesOf(shown, counts)));
    }
    expect(newDifferences(new Map([["network of the compiled template", different]]), isAll)).toEqual([]);
    if (isAll)
      console.log(
        `${counts.templates} templates with ${counts.resources} resources compared; ${counts.notCompiled} did not compile.`,
      );
    else expect(counts.resources).toBeGreaterThan(20);
  },
);

function differencesOf(
  { place, files, entries }: Shown,
  counts: { templates: number; resources: number; notCompiled: number },
): Promise<readonly string[]> {
  return withFiles(files, async (folder) => {
    const lines: string[] = [];
    for (const entry of entries) {
      const path = join(folder, entry);
      if (!isTemplate(path)) continue;
      const compared = await compareCompiled(path);
      if (!("count" in compared)) {
        counts.notCompiled++;
        continue;
      }
      counts.templates++;
      counts.resources += compared.count;
      lines.push(
        ...compared.onlySource.map((each) => `${place} ${entry}: source   ${each}`),
        ...compared.onlyCompiled.map((each) => `${place} ${entry}: compiled ${each}`),
      );
    }
    return lines;
  });
}
