import { beforeAll, test } from "vitest";
import { bicepWords, everyLanguage, judgesAndRepairs, showsBlockedPipeline } from "./desktop/languages.ts";
import { packageVendor } from "./support/languages.ts";
import { useDesktop } from "./support/session.ts";
import type { Workbench } from "./support/workbench.ts";

/** Beside an extension that owns the language. */
const vscode = useDesktop({}, async () => [await packageVendor()], "shared");
let workbench: Workbench;

beforeAll(async () => {
  workbench = await vscode.open(everyLanguage);
});

test("a pipeline shows that the vault it reads blocks it all the same", async () => {
  await showsBlockedPipeline(workbench);
});

test("Bicep is judged and repaired all the same", async () => {
  await judgesAndRepairs(workbench, "main.bicep", bicepWords);
});
