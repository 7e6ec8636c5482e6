import { test } from "vitest";
import { bicepWords, judgesAndRepairs, showsBlockedPipeline } from "./desktop/languages.ts";
import { openBicep, packageVendor } from "./support/languages.ts";
import { useDesktop } from "./support/session.ts";

/** Beside an extension that owns the language. */
const vscode = useDesktop({}, async () => [await packageVendor()], "reused");

test("Bicep is judged and repaired all the same", async () => {
  await judgesAndRepairs(vscode, "main.bicep", openBicep, bicepWords);
});

test("a pipeline shows that the vault it reads blocks it all the same", async () => {
  await showsBlockedPipeline(vscode);
});
