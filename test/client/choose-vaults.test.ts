import { afterAll, expect, it, vi } from "vitest";
import { pickVault } from "../../client/src/verdicts/choose-vaults.ts";
import { kv } from "./vault.ts";

const { shown } = vi.hoisted(() => ({ shown: [] as { readonly description: string }[] }));

vi.mock("vscode", () => ({
  l10n: { t: (text: string) => text },
  window: {
    showQuickPick: (items: typeof shown) => {
      shown.push(...items);
      return Promise.resolve(items[0]);
    },
  },
}));

// The files of a worker share modules, and another one replaces VS Code as well.
afterAll(() => {
  vi.resetModules();
});

it("lists vaults of modules that nothing calls last, and marks them", async () => {
  const uncalled = { ...kv, root: "file:///infra/modules/kv.bicep", uri: "file:///infra/modules/kv.bicep" };
  const picked = await pickVault([{ ...uncalled, notes: ["NOTE_NOT_CALLED"] }, kv], "Which vault is this?");
  expect(shown.map(({ description }) => description)).toEqual(["main.json", "kv.bicep, not called here"]);
  expect(picked).toEqual({ root: kv.root, key: "kv" });
});
