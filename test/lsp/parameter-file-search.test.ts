import { expect, it } from "vitest";
import type { EnvironmentsResult } from "../../server/src/protocol/environments.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";

const main = "file:///w/main.bicep";
const text = `param action string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: action } }
}
`;
const files = new Map([
  [main, text],
  ["file:///w/values/prod.bicepparam", "using '../main.bicep'\nparam action = 'Deny'\n"],
  ["file:///v/stage.bicepparam", "using '../w/main.bicep'\nparam action = 'Allow'\n"],
]);

it("parameter files are looked for anew when what is excluded changes, or the folders", async () => {
  let exclude: readonly string[] = [];
  const editor = await Editor.start({
    folders: ["file:///w"],
    settings: () => ({ validate: { exclude } }),
    host: {
      files: {
        readFile: (uri) => Promise.resolve(files.get(uri) ?? null),
        listFolder: () => Promise.resolve(null),
        findFiles: ({ folders }) =>
          Promise.resolve([...files.keys()].filter((uri) => folders.some((each) => uri.startsWith(each)))),
      },
    },
  });
  await editor.open(main, text, "bicep");
  const names = async (): Promise<readonly string[]> => {
    const { environments } = await editor.request<EnvironmentsResult>(serverRequests.environments, {});
    return environments.map(({ name }) => name);
  };
  expect(await names()).toEqual(["prod", "default"]);
  exclude = ["values/**"];
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  expect(await names()).toEqual([]);
  const folder = { uri: "file:///v", name: "v" };
  await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: [folder], removed: [] },
  });
  expect(await names()).toEqual(["stage", "default"]);
  await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: [], removed: [folder] },
  });
  expect(await names()).toEqual([]);
});

it.each([
  ["in another folder", ["file:///v"]],
  ["without a folder", []],
])(
  "a template that is opened %s is evaluated with the parameter files next to it",
  async (_where, folders) => {
    const beside = "file:///w/main.dev.bicepparam";
    const values = "using 'main.bicep'\nparam action = 'Allow'\n";
    const elsewhere = { "file:///w/deep/main.qa.bicepparam": "using '../main.bicep'\n" };
    const editor = await editorOf({ [main]: text, [beside]: values, ...elsewhere }, { folders });
    await editor.open(main, text, "bicep");
    const { environments } = await editor.request<EnvironmentsResult>(serverRequests.environments, {});
    expect(environments.map(({ name }) => name)).toEqual(["dev", "default"]);
    await expect
      .poll(() =>
        editor.inbox.published.map(({ uri, diagnostics }) => [uri, diagnostics.map(({ code }) => code)]),
      )
      .toEqual([[beside, ["KV101"]]]);
  },
);
