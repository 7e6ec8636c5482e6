import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parametersText, templateText, vaultResource, type Workspace } from "./workspace.ts";
import { temporaryFolders } from "./support/folders.ts";

const folderOf = temporaryFolders();

/** How a language writes a vault that is open wherever a parameter enables public access, and the values of an environment. */
interface Syntax {
  readonly main: string;
  readonly vault: string;
  readonly valuesOf: (environment: string) => string;
  readonly values: (access: boolean) => string;
}

const word = (access: boolean): string => (access ? "Enabled" : "Disabled");

const syntaxes: Readonly<Record<string, Syntax>> = {
  "ARM JSON": {
    main: "main.json",
    vault: templateText(
      [vaultResource("kv", { defaultAction: "Allow" }, { publicNetworkAccess: "[parameters('access')]" })],
      { parameters: { access: { type: "string", defaultValue: "Enabled" } } },
    ),
    valuesOf: (environment) => `main.parameters.${environment}.json`,
    values: (access) => parametersText({ access: word(access) }),
  },
  Bicep: {
    main: "main.bicep",
    vault: `param access string = 'Enabled'
resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: { publicNetworkAccess: access, networkAcls: { defaultAction: 'Allow' } }
}
`,
    valuesOf: (environment) => `main.${environment}.bicepparam`,
    values: (access) => `using 'main.bicep'\nparam access = '${word(access)}'\n`,
  },
  Terraform: {
    main: "main.tf",
    vault: `variable "access" {
  type    = bool
  default = true
}
resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  location                      = "westeurope"
  resource_group_name           = "rg"
  tenant_id                     = "00000000-0000-0000-0000-000000000000"
  sku_name                      = "standard"
  public_network_access_enabled = var.access
  network_acls {
    default_action = "Allow"
    bypass         = "None"
  }
}
`,
    valuesOf: (environment) => `${environment}.tfvars`,
    values: (access) => `access = ${String(access)}\n`,
  },
};

const accessFile = `{
  "version": 1,
  "root": true,
  "tests": [
    { "name": "Blocked", "from": "internet", "to": "kv", "expect": "deny" },
    { "name": "Blocked in dev", "from": "internet", "to": "kv", "expect": "deny", "environment": "dev" },
    { "name": "Closed", "to": "kv", "exposure": ["private"] }
  ]
}`;

test("a baseline of a shared module accepts a finding in each root and environment in which it was", () => {
  const call = "param access string\nmodule kv 'kv.bicep' = { name: 'kv', params: { access: access } }\n";
  const values = (root: string, access: boolean): string =>
    `using '${root}.bicep'\nparam access = '${word(access)}'\n`;
  const folder = folderOf({
    "kv.bicep": syntaxes["Bicep"]?.vault ?? "",
    "one.bicep": call,
    "one.dev.bicepparam": values("one", true),
    "one.prod.bicepparam": values("one", true),
    "two.bicep": call,
    "two.dev.bicepparam": values("two", true),
    "two.prod.bicepparam": values("two", false),
  });
  const known = folder.path("known.json");
  const reported = (): readonly string[] =>
    folder.json("check", "./", "--baseline", known).report.findings.map(({ code }) => code);
  folder.run("check", "./", "--write-baseline", known);
  expect(reported()).toEqual([]);
  writeFileSync(folder.path("two.prod.bicepparam"), values("two", true));
  expect(reported()).toContain("KV101");
});

describe.each(Object.entries(syntaxes))("in %s", (_, syntax) => {
  const files = {
    [syntax.main]: syntax.vault,
    [syntax.valuesOf("dev")]: syntax.values(true),
    [syntax.valuesOf("prod")]: syntax.values(false),
  };
  const open = (folder: Workspace, environment: string): void => {
    writeFileSync(folder.path(syntax.valuesOf(environment)), syntax.values(true));
  };

  describe("access tests that fail", () => {
    const tested = { ...files, ".keyvault-access.jsonc": accessFile };
    const failing = (folder: Workspace): readonly string[] =>
      folder
        .json("check", "./")
        .report.findings.filter(({ code }) => code.startsWith("KV60"))
        .map(
          ({ code, file, line, environments }) =>
            `${code} ${file === syntax.main ? "template" : line} ${environments.join("+")}`,
        )
        .sort();

    test("say in which environments, on the test and on what decides", () => {
      const folder = folderOf(tested);
      expect(failing(folder)).toEqual([
        "KV601 5 dev",
        "KV601 6 dev",
        "KV601 template dev",
        "KV604 7 dev",
        "KV604 template dev",
      ]);
      open(folder, "prod");
      expect(failing(folder)).toEqual([
        "KV601 5 ",
        "KV601 6 dev",
        "KV601 template ",
        "KV604 7 ",
        "KV604 template ",
      ]);
    });

    test("name them once in their sentences, all of them", () => {
      const folder = folderOf(tested);
      const said = (): readonly string[] =>
        folder
          .run("check", "./")
          .out.split(/\r?\n/)
          .filter((line) => /KV60[14]/.test(line));
      // Where KV101 says why, the test is not repeated.
      expect(said()).toHaveLength(3);
      for (const line of said())
        expect(line.match(/ in dev/g)).toHaveLength(line.includes("'Blocked in dev'") ? 2 : 1);
      open(folder, "prod");
      expect(said().filter((line) => line.includes("in dev and prod"))).toHaveLength(2);
    });

    test("have them in every format that shows environments", () => {
      const folder = folderOf(tested);
      const rows = (format: string): readonly string[] =>
        folder
          .run("check", "./", "--format", format)
          .out.split(/\r?\n/)
          .filter((line) => line.includes("KV601"));
      expect(rows("csv").every((row) => row.endsWith(",dev"))).toBe(true);
      expect(rows("markdown").every((row) => row.includes(" in dev"))).toBe(true);
      const { runs } = JSON.parse(folder.run("check", "./", "--format", "sarif").out) as {
        readonly runs: readonly {
          readonly results: readonly { readonly ruleId: string; readonly properties: object }[];
        }[];
      };
      const results = runs[0]?.results.filter(({ ruleId }) => ruleId === "KV601") ?? [];
      expect(results.map(({ properties }) => properties)).toEqual(
        results.map(() => expect.objectContaining({ environments: ["dev"] }) as object),
      );
      expect(results).toHaveLength(3);
    });
  });

  describe("a baseline", () => {
    const known = (folder: Workspace): string => folder.path("known.json");
    const reported = (folder: Workspace, ...argv: readonly string[]): readonly string[] =>
      folder
        .json("check", "./", "--baseline", known(folder), ...argv)
        .report.findings.map(({ code, environments }) => `${code} ${environments.join("+")}`)
        .filter((each) => /^KV(?:101|601)/.test(each));
    const written = (from: Readonly<Record<string, string>>, ...argv: readonly string[]): Workspace => {
      const folder = folderOf(from);
      folder.run("check", "./", "--write-baseline", known(folder), ...argv);
      return folder;
    };

    test("of one environment accepts nothing in another", () => {
      const folder = written(files, "--environment", "dev");
      expect(reported(folder)).toEqual([]);
      open(folder, "prod");
      expect(reported(folder)).toEqual(["KV101 "]);
      expect(reported(folder, "--environment", "dev")).toEqual([]);
      expect(reported(folder, "--environment", "prod")).toEqual(["KV101 "]);
      expect(reported(folder, "--environment", "default")).toEqual(["KV101 "]);
    });

    test("of all environments accepts each of them, and none that is added", () => {
      const folder = written({ ...files, [syntax.valuesOf("prod")]: syntax.values(true) });
      expect(reported(folder)).toEqual([]);
      for (const name of ["dev", "prod"]) expect(reported(folder, "--environment", name)).toEqual([]);
      open(folder, "test");
      expect(reported(folder)).toEqual(["KV101 "]);
    });

    test("of an access test that fails knows where it did", () => {
      const folder = written({ ...files, ".keyvault-access.jsonc": accessFile });
      expect(reported(folder)).toEqual([]);
      expect(reported(folder, "--environment", "dev")).toEqual([]);
      open(folder, "prod");
      expect(reported(folder)).toEqual(["KV601 ", "KV101 ", "KV601 "]);
    });

    test("of values given by hand accepts nothing with others", () => {
      const [dev, prod] = [`./${syntax.valuesOf("dev")}`, `./${syntax.valuesOf("prod")}`];
      const folder = written(
        { ...files, [syntax.valuesOf("prod")]: syntax.values(true) },
        "--parameters",
        dev,
      );
      expect(reported(folder, "--parameters", dev)).toEqual([]);
      expect(reported(folder, "--parameters", prod)).toEqual(["KV101 "]);
      expect(reported(folder)).toEqual(["KV101 "]);
    });

    test("of an older version, which does not say where, accepts what is judged by its defaults", () => {
      const old = (from: Readonly<Record<string, string>>): Workspace => {
        const folder = folderOf(from);
        const { report } = folder.json("check", "./");
        const findings = report.findings.map(({ fingerprint }) => ({ fingerprint }));
        writeFileSync(known(folder), JSON.stringify({ version: 1, findings }));
        return folder;
      };
      const byDefault = old({ [syntax.main]: syntax.vault });
      expect(reported(byDefault)).toEqual([]);
      open(byDefault, "dev");
      expect(reported(byDefault)).toEqual(["KV101 "]);
      expect(reported(byDefault, "--parameters", `./${syntax.valuesOf("dev")}`)).toEqual(["KV101 "]);
      expect(reported(old(files))).toEqual(["KV101 dev"]);
    });
  });
});

describe("a baseline of vaults that one place decides", () => {
  const check = (folder: Workspace): readonly (string | null)[] =>
    folder
      .json("check", "./", "--baseline", folder.path("known.json"))
      .report.findings.flatMap(({ code, vaultName }) => (code === "KV101" ? [vaultName] : []));

  test.each([
    [
      "a module is called again",
      {
        "vault.bicep": `param name string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: name
  properties: { enableRbacAuthorization: true, networkAcls: { defaultAction: 'Allow', bypass: 'None' } }
}
`,
      },
      (name: string) => `module ${name} 'vault.bicep' = { params: { name: '${name}' } }\n`,
    ],
    [
      "another vault takes the same value",
      {},
      (name: string) => `${name === "a" ? "param action string = 'Allow'\n" : ""}
resource ${name} 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: '${name}'
  properties: { enableRbacAuthorization: true, networkAcls: { defaultAction: action, bypass: 'None' } }
}
`,
    ],
  ])("does not accept a further one when %s", (_, files, vault) => {
    const folder = folderOf({ ...files, "main.bicep": vault("a") + vault("b") });
    folder.run("check", "./", "--write-baseline", folder.path("known.json"));
    expect(check(folder)).toEqual([]);
    writeFileSync(folder.path("main.bicep"), vault("a") + vault("b") + vault("c"));
    expect(check(folder)).toEqual([null]);
    writeFileSync(folder.path("main.bicep"), vault("a"));
    expect(check(folder)).toEqual([]);
  });
});

describe("a baseline of a vault", () => {
  const vaultCalled = (name: string, symbol: string): string => `param stage string
resource ${symbol} 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: '${name}'
  properties: { enableRbacAuthorization: true, networkAcls: { defaultAction: 'Allow', bypass: 'None' } }
}
`;
  const inTerraform = (name: string): string => `variable "stage" {}
resource "azurerm_key_vault" "kv" {
  name = "${name}"
  network_acls {
    default_action = "Allow"
    bypass         = "None"
  }
}
`;
  const inArm = (name: string): string =>
    templateText([{ ...vaultResource(name, { defaultAction: "Allow", bypass: "None" }), location: "x" }]);

  test.each<readonly [what: string, file: string, before: string, after: string, status: 0 | 1]>([
    ["another name", "main.bicep", vaultCalled("kv-dev", "kv"), vaultCalled("kv-prod", "kv"), 1],
    ["another name", "main.tf", inTerraform("kv-dev"), inTerraform("kv-prod"), 1],
    ["another name", "main.json", inArm("kv-dev"), inArm("kv-prod"), 1],
    [
      "another name that is known in part",
      "main.bicep",
      vaultCalled("kv-dev-${stage}", "kv"),
      vaultCalled("kv-prod-${stage}", "kv"),
      1,
    ],
    ["the same name", "main.bicep", vaultCalled("kv-dev", "kv"), `\n${vaultCalled("kv-dev", "kv")}`, 0],
    [
      "the same name that is known in part",
      "main.tf",
      inTerraform("kv-${var.stage}"),
      `# moved\n${inTerraform("kv-${var.stage}")}`,
      0,
    ],
  ])("%s later, in %s", (_, file, written, changed, status) => {
    const folder = folderOf({ [file]: written });
    const known = folder.path("known.json");
    folder.run("check", "./", "--write-baseline", known);
    writeFileSync(folder.path(file), changed);
    expect(folder.run("check", "./", "--baseline", known).status).toBe(status);
  });
});

test("a finding says for which of several vaults it holds in which environments", () => {
  const acls =
    "networkAcls: { defaultAction: each == 0 || closed ? 'Deny' : 'Allow', bypass: 'None', ipRules: rules }";
  const folder = folderOf({
    "main.bicep": `param closed bool
var rules = [{ value: '0.0.0.0/0' }]
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = [for each in [0, 1]: {
  name: 'kv-\${each}'
  properties: { enableRbacAuthorization: true, ${acls} }
}]
`,
    "main.dev.bicepparam": "using 'main.bicep'\nparam closed = false\n",
    "main.prod.bicepparam": "using 'main.bicep'\nparam closed = true\n",
  });
  expect(messagesOf(folder, "KV102")).toEqual([
    "0.0.0.0/0 allows every public IPv4 address to reach 'kv-0' (kv[0]) in dev.",
    "0.0.0.0/0 allows every public IPv4 address to reach 'kv' in prod.",
  ]);
});

test("a value that templates share is reported for the vaults of each", () => {
  const vault = (name: string): string => `import { action } from 'shared.bicep'
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: '${name}'
  properties: { enableRbacAuthorization: true, networkAcls: { defaultAction: action, bypass: 'None' } }
}
`;
  const shared = "@export()\nvar action = 'Allow'\n";
  const folder = folderOf({ "shared.bicep": shared, "a.bicep": vault("kv-a"), "b.bicep": vault("kv-b") });
  const open = (name: string): string =>
    `'${name}' is reachable from any public address: defaultAction is Allow.`;
  expect(messagesOf(folder, "KV101")).toEqual([open("kv-a"), open("kv-b")]);
});

test("no suppression is called unused that another environment may need", () => {
  const at = folderOf({
    ".keyvault-access.jsonc": `{ "version": 1, "suppressions": [
      { "rule": "KV107", "reason": "only in dev" }, { "rule": "KV207", "reason": "nowhere" }
    ] }`,
    "main.bicep": `param open bool
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    // keyvault-network-ignore KV110: only in dev
    networkAcls: { defaultAction: 'Allow', bypass: open ? 'AzureServices' : 'None' } // keyvault-network-ignore KV207: nowhere
    publicNetworkAccess: open ? 'Disabled' : 'Enabled'
  }
}
`,
    "main.dev.bicepparam": "using 'main.bicep'\nparam open = true\n",
    "main.prod.bicepparam": "using 'main.bicep'\nparam open = false\n",
  });
  const unused = (...args: readonly string[]) =>
    at.json("check", ...args).report.findings.filter(({ code }) => code === "KV902");
  expect(unused("./").map(({ message }) => message)).toEqual([
    "This suppression of KV207 matches no finding.",
    "This suppression of KV207 matches no finding.",
  ]);
  expect(unused("./", "--environment", "prod")).toEqual([]);
  expect(unused("./main.prod.bicepparam")).toEqual([]);
  expect(unused("./main.bicep").map(({ file }) => file)).toEqual(["main.bicep"]);
  expect(unused("./", "--environment", "default")).toEqual([]);
});

function messagesOf(folder: Workspace, code: string): readonly string[] {
  const { findings } = folder.json("check", "./").report;
  return findings.filter((each) => each.code === code).map(({ message }) => message);
}
