import { afterEach, expect, test, vi } from "vitest";
import { Deadline } from "../../server/src/cli/deadline.ts";
import type { Host } from "../../server/src/cli/host.ts";
import { main } from "../../server/src/cli/main.ts";
import { rules } from "../../server/src/core/index.ts";
import { listeningHost } from "./support/listening-host.ts";
import { closed, parametersText, templateText, vaultResource, workspace } from "./workspace.ts";
import { beforeReading } from "../support/hcl-reader.ts";

function run(
  argv: readonly string[],
  more: Partial<Host> = {},
): readonly [status: number, out: string, error: string] {
  const { host, said } = listeningHost(more);
  const status = main(argv, host);
  return [status, ...said()];
}

const open = templateText([vaultResource("kv-open", { defaultAction: "Allow" })]);
const roots = Object.fromEntries(["a", "b", "c", "d", "e", "f"].map((name) => [`${name}/main.json`, open]));

test("values that an access file or parameters give are those of each root", () => {
  const main = `param rules object
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: rules.action, bypass: 'None', ipRules: rules.ips } }
}
`;
  const rules = { action: "Allow", ips: [{ value: "10.0.0.1" }] };
  const at = workspace({
    "a/main.bicep": main,
    "b/main.bicep": main,
    "c/main.bicep": main,
    "c/given.json": parametersText({ rules: { ...rules, action: "Deny" } }),
    ".keyvault-access.jsonc": JSON.stringify({ version: 1, environments: { qa: { set: { rules } } } }),
  });
  const argv = [
    "check",
    "--format",
    "json",
    "--parameters",
    at.path("c/given.json"),
    ...["a", "b", "c"].map(at.path),
  ];
  const [, out] = run(argv);
  at.remove();
  expect(out).toContain("10.0.0.1");
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Lets a rule do something else about one of the vaults. */
function whereFound(name: string, instead: () => void): void {
  const rule = rules.find(({ code }) => code === "KV101");
  if (!rule) throw new Error("KV101 is gone.");
  const check = rule.check.bind(rule);
  vi.spyOn(rule, "check").mockImplementation((network, settings) => {
    if (network.vaults.some((vault) => vault.name.kind === "known" && vault.name.value === name)) instead();
    return check(network, settings);
  });
}

test.each<readonly [string, () => void]>([
  [
    "brings a mistake to light",
    () => {
      throw new Error("a mistake");
    },
  ],
  [
    "takes too long",
    () => {
      for (;;);
    },
  ],
])("a root that %s costs itself alone", (_, instead) => {
  const bad = templateText([vaultResource("kv-bad", closed)]);
  whereFound("kv-bad", instead);
  for (const place of ["a", "f"]) {
    const at = workspace({ ...roots, [`${place}/main.json`]: bad });
    const [status, out] = run(["check", "--format", "json", at.folder], { deadline: new Deadline(600) });
    at.remove();
    expect([status, out]).toEqual([2, expect.stringContaining("kv-open")]);
  }
});

test("a plan reads the states of the roots that keep them", () => {
  const plan = {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: {
      root_module: {
        resources: [
          {
            address: "data.terraform_remote_state.hub",
            mode: "data",
            type: "terraform_remote_state",
            name: "hub",
            values: { backend: "azurerm", config: { key: "hub.tfstate" } },
          },
          {
            address: "azurerm_key_vault.kv",
            mode: "managed",
            type: "azurerm_key_vault",
            name: "kv",
            values: { name: "kv" },
          },
        ],
      },
    },
    resource_changes: [],
    configuration: {},
  };
  const at = workspace({
    ...roots,
    "g/plan.json": JSON.stringify(plan),
    "hub/main.tf": 'terraform {\n  backend "azurerm" {\n    key = "hub.tfstate"\n  }\n}\n',
  });
  const [, out] = run(["check", "--format", "json", at.folder]);
  at.remove();
  expect(JSON.parse(out)).toMatchObject({ unread: [] });
});

test("where planning takes too long, what is slow is named", () => {
  const at = workspace({ ...roots, "slow/main.tf": 'resource "azurerm_key_vault" "slow" {}\n' });
  beforeReading((text) => {
    for (;;) if (!text.includes("slow")) return;
  });
  const said = run(["check", at.folder], { deadline: new Deadline(200) });
  vi.restoreAllMocks();
  at.remove();
  expect(said[2] + said[1]).toContain("it took longer than 0.2 seconds");
});
