import { expect, test } from "vitest";
import { bicepVersion } from "./restore/versions.mjs";
import { bicep, compileText, formatText, withFiles } from "./support/bicep.ts";
import { bicepFound, powerShellFound } from "./support/found.ts";
import { parseScript } from "./support/powershell.ts";

test.skipIf(bicepFound === null)("Bicep compiles, formats, and evaluates texts in one process", async () => {
  expect(await bicep().version()).toBe(bicepVersion);
  const { success, contents } = await compileText("output sum int = 1 + 2\n");
  expect(success).toBe(true);
  expect(contents).toContain("[add(1, 2)]");
  const { diagnostics } = await compileText("output sum int = 1 +\n");
  expect(diagnostics.map(({ code, range }) => [code, range.start.line])).toEqual([["BCP009", 0]]);
  expect(await formatText("output  sum int=1\n")).toBe("output sum int = 1\n");
  const files = {
    "main.bicep":
      "param name string\nresource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = { name: name }\n",
    "main.bicepparam": "using 'main.bicep'\nparam name = toUpper('kv')\n",
  };
  await withFiles(files, async (folder) => {
    const compiled = await bicep().compileParameters(`${folder}/main.bicepparam`);
    expect(JSON.parse(compiled.parameters ?? "null")).toMatchObject({
      parameters: { name: { value: "KV" } },
    });
    expect(await bicep().snapshot(`${folder}/main.bicepparam`)).toContain('"predictedResources"');
    expect(await bicep().metadata(`${folder}/main.bicep`)).toMatchObject({ parameters: [{ name: "name" }] });
  });
});

test.skipIf(powerShellFound === null)("PowerShell parses scripts in one process", async () => {
  const [script, broken] = await Promise.all([
    parseScript("$ä = 'é'\nGet-AzKeyVault -Name:$ä | Out-Null"),
    parseScript("if ("),
  ]);
  expect(script.commands.map(({ name }) => name)).toEqual(["Get-AzKeyVault", "Out-Null"]);
  expect(script.commands[0]?.elements[1]).toMatchObject({ name: "Name", argument: { text: "$ä" } });
  expect(script.assignments).toMatchObject([{ left: "$ä", operator: "Equals", right: "'é'" }]);
  expect(broken.errors).not.toEqual([]);
});
