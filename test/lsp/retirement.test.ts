import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { editorOf } from "./support/memory.ts";

const main = "file:///w/main.bicep";
const script = "file:///w/create.sh";
const files = {
  [main]: "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: 'kv-shop'\n}\n",
  [script]: "pip install azure-cli==2.60.0\naz keyvault show --name kv-shop\n",
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
});

it("the editor goes by its day, also when it changes while it is open", async () => {
  vi.setSystemTime(new Date("2027-02-26T23:00:00Z"));
  const editor = await editorOf(files);
  for (const [uri, text] of Object.entries(files)) await editor.open(uri, text);
  const problems = async (): Promise<readonly string[]> =>
    [...(await editor.diagnostics(main)), ...(await editor.diagnostics(script))].map(
      ({ code, severity }) => `${code} ${severity}`,
    );
  expect(await problems()).toEqual(["KV213 3", "KV214 3"]);
  vi.setSystemTime(new Date("2027-02-27T01:00:00Z"));
  expect(await problems()).toEqual(["KV213 1", "KV214 1"]);
});
