import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { amount } from "../support/amount.ts";
import { withFiles } from "./support/bicep.ts";
import { isTemplate } from "./support/compare-compiled.ts";
import { compareSnapshot } from "./support/compare-snapshot.ts";
import { newDifferences } from "./support/differences.ts";
import { bicepFound } from "./support/found.ts";
import { random } from "./support/mutate.ts";
import { parameterLines } from "./support/parameter-sets.ts";
import { shownTexts } from "./support/shown-texts.ts";

test.skipIf(bicepFound === null)(
  "what we know of a deployment under parameters is what Microsoft's engine makes of it",
  { timeout: 600_000 },
  async () => {
    const isAll = amount(0, 1) === 1;
    const wanted = amount(12, 500);
    const seed = Number(process.env["SEED"] ?? 53);
    const next = random(seed);
    const counts = { sets: 0, resources: 0, values: 0, notEvaluated: 0 };
    const different: string[] = [];
    const shown = shownTexts();
    for (let round = 0; counts.sets < wanted && round < 20; round++) {
      for (let at = isAll ? 0 : next(60); at < shown.length && counts.sets < wanted; at += isAll ? 1 : 60) {
        const { place, files, entries } = shown[at] ?? { place: "", files: {}, entries: [] };
        await withFiles(files, async (folder) => {
          for (const entry of entries) {
            const root = join(folder, entry);
            if (!isTemplate(root)) continue;
            const lines = parameterLines(root, next);
            if (lines === null) continue;
            const parameters = join(folder, "generated.bicepparam");
            writeFileSync(parameters, `using '${entry}'\n${lines}`);
            const compared = await compareSnapshot(root, parameters);
            if (compared === null) {
              counts.notEvaluated++;
              continue;
            }
            counts.sets++;
            counts.resources += compared.resources;
            counts.values += compared.values;
            different.push(...compared.different.map((each) => `${place} ${entry}: ${each}\n${lines}`));
          }
        });
      }
    }
    if (isAll)
      console.log(
        `${counts.sets} parameter sets (seed ${seed}) with ${counts.resources} resources: ${counts.values} known values compared, ${different.length} differ. The engine gives nothing for ${counts.notEvaluated} others.`,
      );
    else expect(counts.values).toBeGreaterThan(10);
    expect(newDifferences(new Map([["value in a deployment", different]]), isAll && seed === 53)).toEqual([]);
  },
);
