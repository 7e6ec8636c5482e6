import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { leaves, testNodes } from "../../client/src/testing/test-nodes.ts";
import { nodeFiles } from "../../server/src/node-files.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { TestsResult } from "../../server/src/protocol/access-tests.ts";
import { type Workspace, workspace } from "../cli/workspace.ts";
import { Editor } from "../lsp/support/editor.ts";
import { rules, vaultText } from "./judge-text.ts";

let folder: Workspace;
beforeAll(() => {
  folder = workspace({
    ".keyvault-access.jsonc": JSON.stringify({
      version: 1,
      root: true,
      sources: { runners: { ip: ["203.0.113.0/28"] }, hub: { subnet: "hub/jump", privateEndpoint: true } },
      environments: {
        prod: { parameters: ["infra/main.prod.bicepparam", "tf/prod.tfvars"] },
        dev: { set: { action: "Allow" } },
      },
      tests: [
        { name: "Internet is blocked", from: "internet", to: "*", expect: "deny" },
        {
          name: "Runners are allowed",
          from: ["runners", "hub"],
          to: "infra/main.bicep#kv",
          expect: "allow",
          via: "ipRule",
        },
        { name: "Private", to: "*", exposure: "private", environment: "prod", severity: "warning" },
        { name: "Nobody", from: "nobody", to: "kv", expect: "deny" },
        { name: "Open", from: "internet", to: "open", expect: "deny", onUnknown: "skip" },
      ],
    }),
    "infra/main.bicep": `param action string = 'Deny'\nparam later string\n${vaultText("kv", rules("Deny", ["203.0.113.0/28"]).replace("'Deny'", "action"))}${vaultText("open", rules("Deny").replace("'Deny'", "later"))}`,
    "infra/main.prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\nparam later = 'Deny'\n",
    "tf/main.tf": `variable "action" {\n  default = "Deny"\n}\nresource "azurerm_key_vault" "kv" {\n  name = "tf"\n  network_acls {\n    bypass = "None"\n    default_action = var.action\n  }\n}\n`,
    "tf/prod.tfvars": 'action = "Deny"\n',
  });
});
afterAll(() => {
  folder.remove();
});

test("an access file gives the same results in the editor, in the Test Explorer and on the command line", async () => {
  const { report } = folder.json("test", "./");
  const told = report.tests.map(({ name, environment, outcome }) => [name, environment, outcome]);
  const root = pathToFileURL(folder.folder).toString();
  const editor = await Editor.start({
    folders: [root],
    host: { files: nodeFiles },
  });
  const { files } = await editor.request<TestsResult>(serverRequests.tests, {});
  const shown = files.flatMap(({ tests }) =>
    tests.flatMap(({ name, results }) =>
      results.map(({ environment, outcome, message }) => [name, environment, outcome, message]),
    ),
  );
  expect(shown.map(([name, environment, outcome]) => [name, environment, outcome])).toEqual(told);
  const explorer = leaves(testNodes(files)).map(({ label, outcome }) => [
    label,
    outcome?.environment,
    outcome?.outcome,
    outcome?.message,
  ]);
  expect(explorer.map(String).toSorted()).toEqual(shown.map(String).toSorted());
  expect(new Set(told.map(([, , outcome]) => outcome))).toEqual(new Set(["passed", "failed", "skipped"]));
});
