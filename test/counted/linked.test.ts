// @vitest-environment-options { "counts": "work" }
import { expect, it } from "vitest";
import { ordinaryBicep } from "../../bench/templates.ts";
import { type Analysis, analyze, linkAnalyses } from "../../server/src/core/index.ts";
import { filesInMemory } from "../support/files-in-memory.ts";
import { workOf } from "./work.ts";

function analysisOf(root: string, text: string): Analysis {
  return analyze({ root, files: filesInMemory({ [root]: text }) });
}

/** The work of linking a root that was edited with so many others that were not. */
function relinked(count: number): number {
  const others = Array.from({ length: count }, (_, at) =>
    analysisOf(`/r${at}/main.bicep`, ordinaryBicep(1_000)),
  );
  const text = `${ordinaryBicep(1_000)}resource other 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: 'other' }\n`;
  linkAnalyses([...others, analysisOf("/main.bicep", text)]);
  const edited = analysisOf("/main.bicep", `${text} `);
  return workOf(() => {
    linkAnalyses([...others, edited]);
  });
}

it("of roots that were linked before, hardly anything is asked again", () => {
  relinked(10);
  const [few, many] = [relinked(20), relinked(120)];
  expect((many - few) / 100).toBeLessThan(60);
});
