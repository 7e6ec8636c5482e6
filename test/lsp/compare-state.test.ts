import { beforeEach, expect, it } from "vitest";
import type { CompareStateResult } from "../../server/src/protocol/compare-state.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { workspace } from "../cli/workspace.ts";
import { shown } from "../states/printed.ts";
import { bicep, declared } from "../states/scenario.ts";
import { Editor } from "./support/editor.ts";

const main = "file:///w/infra/main.bicep";
const state = "file:///elsewhere/state.json";
const printed = JSON.stringify([shown({ ...declared, defaultAction: "Allow" })]);

let editor: Editor;
let files: Map<string, string>;
beforeEach(async () => {
  files = new Map([
    [main, bicep],
    [state, printed],
  ]);
  editor = await Editor.start({
    folders: ["file:///w"],
    host: {
      files: {
        readFile: (uri) => Promise.resolve(files.get(uri) ?? null),
        listFolder: (uri) =>
          Promise.resolve([...files.keys()].filter((id) => id.slice(0, id.lastIndexOf("/") + 1) === uri)),
        findFiles: ({ include }) =>
          Promise.resolve(
            [main].filter((id) => include.includes(".bicep,") || id.endsWith(include.slice(3))),
          ),
      },
    },
  });
});

function compare(uri = state): Promise<CompareStateResult> {
  return editor.request<CompareStateResult>(serverRequests.compareState, { uri });
}

it("says of open templates what the command line says", async () => {
  await editor.open(main, bicep, "bicep");
  const { document, error } = await compare();
  expect(error).toBeNull();
  const at = workspace({ "infra/main.bicep": bicep, "state.json": printed });
  const cli = at.run("diff", "--against", "./state.json", "./infra", "--format", "markdown");
  at.remove();
  expect(document).toBe(cli.out);
  expect(document).toContain("| KV-prod | defaultAction: the state says Allow, the template says Deny |");
});

it("takes a name for what the access file of each template says", async () => {
  const other = "file:///w/other/main.bicep";
  const named = bicep.replaceAll("KV-", "other-");
  const says = (ip: string): string => JSON.stringify({ version: 1, sources: { office: { ip } } });
  files.set(other, named);
  files.set("file:///w/infra/.keyvault-access.jsonc", says("192.0.2.1"));
  files.set("file:///w/other/.keyvault-access.jsonc", says("203.0.113.7"));
  await editor.open(main, bicep, "bicep");
  await editor.open(other, named, "bicep");
  files.set(
    state,
    JSON.stringify([shown({ ...declared, defaultAction: "Allow" }), shown({ name: "other-prod" })]),
  );
  const { document } = await compare();
  expect(document).toContain("| office | KV-prod | ✓ Allowed | ⊘ Denied |");
  expect(document).toContain("| office | other-prod | ⊘ Denied | ✓ Allowed |");
});

it("names a file that is not a state", async () => {
  await editor.open(main, bicep, "bicep");
  files.set(state, "{}");
  expect(await compare()).toEqual({
    document: null,
    error: expect.stringMatching(/^not a state; /) as string,
  });
  const missing = await compare("file:///elsewhere/none.json");
  expect(missing.document).toBeNull();
  expect(missing.error).not.toBeNull();
});
