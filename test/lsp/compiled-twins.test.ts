import { expect, it } from "vitest";
import { DiagnosticSeverity } from "vscode-languageserver";
import { armText, armVault, type WithVault, withVault } from "../support/open-vaults.ts";
import { editorOf } from "./support/memory.ts";

const [bicep] = withVault as [WithVault, ...WithVault[]];
const json = "file:///w/main.json";
const twin = (action: string, members: object): string => armText([armVault(action)], members);
const generator = { _generator: { name: "bicep" } };

/** What the editor shows in JSON next to a Bicep file, while the JSON is not open. */
async function shown(text: string, source: string): Promise<readonly (readonly [unknown, unknown])[]> {
  const main = "file:///w/main.bicep";
  const editor = await editorOf({ [json]: text, [main]: source });
  await editor.open(main, source, "bicep");
  await editor.open(json, text, "json");
  return (await editor.diagnostics(json)).map(({ code, severity }) => [code, severity]);
}

it("warns of a compiled template that exposes a vault more than its source", async () => {
  const found = await shown(twin("Allow", { metadata: generator }), bicep.text("Deny"));
  expect(found).toContainEqual(["KV905", DiagnosticSeverity.Warning]);
});

it("informs of one that exposes it less, and of none that only mentions the compiler", async () => {
  const less = await shown(twin("Deny", { metadata: generator }), bicep.text("Allow"));
  expect(less).toContainEqual(["KV905", DiagnosticSeverity.Information]);
  const other = await shown(twin("Allow", { variables: generator }), bicep.text("Deny"));
  expect(other.map(([code]) => code)).toContain("KV101");
  expect(other.map(([code]) => code)).not.toContain("KV905");
});
