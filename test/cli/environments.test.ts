import { beforeAll, describe, expect, test } from "vitest";
import { idOfPath, printPath } from "../../server/src/cli/disk.ts";
import { parametersText, templateText, vaultResource, type Workspace } from "./workspace.ts";
import { temporaryFolders } from "./support/folders.ts";

const folderOf = temporaryFolders();

const action = { parameters: { action: { type: "string", defaultValue: "Deny" } } };
const armVault = templateText(
  [vaultResource("kv", { defaultAction: "[parameters('action')]", bypass: "None" })],
  action,
);
const bicepVault = `param action string = 'Deny'
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  location: 'westeurope'
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    networkAcls: { defaultAction: action, bypass: 'None' }
  }
}
`;
const terraformVault = `variable "action" {
  type    = string
  default = "Deny"
}
resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"
  network_acls {
    default_action = var.action
    bypass         = "None"
  }
}
`;
const expectsDeny = `{ "version": 1, "root": true,
  "tests": [{ "name": "Internet is blocked", "from": "internet", "to": "*", "expect": "deny" }] }`;

/** One vault that is open in dev and closed in prod, in every syntax: its files, and the one that opens it. */
const syntaxes: Readonly<Record<string, readonly [Readonly<Record<string, string>>, opens: string]>> = {
  "ARM JSON": [
    {
      "kv.json": armVault,
      "kv.parameters.dev.json": parametersText({ action: "Allow" }),
      "kv.parameters.prod.json": parametersText({ action: "Deny" }),
    },
    "kv.parameters.dev.json",
  ],
  "ARM parameters of Bicep": [
    {
      "kv.bicep": bicepVault,
      "kv.parameters.dev.json": parametersText({ action: "Allow" }),
      "kv.parameters.prod.json": parametersText({ action: "Deny" }),
    },
    "kv.parameters.dev.json",
  ],
  Bicep: [
    {
      "kv.bicep": bicepVault,
      "dev.bicepparam": "using 'kv.bicep'\nparam action = 'Allow'\n",
      "prod.bicepparam": "using 'kv.bicep'\nparam action = 'Deny'\n",
    },
    "dev.bicepparam",
  ],
  Terraform: [
    { "main.tf": terraformVault, "dev.tfvars": 'action = "Allow"\n', "prod.tfvars": 'action = "Deny"\n' },
    "dev.tfvars",
  ],
};

describe.each(Object.entries(syntaxes))("two environments in %s", (_, [files, opens]) => {
  let folder: Workspace;
  beforeAll(() => {
    folder = folderOf({ ...files, ".keyvault-access.jsonc": expectsDeny });
  });

  test("are judged both, and a finding lies in the file that opens the vault", () => {
    const { status, report } = folder.json("check", "./");
    const found = report.findings.filter(({ code }) => code === "KV101");
    expect(found.map(({ file, environments }) => ({ file, environments }))).toEqual([
      { file: opens, environments: ["dev"] },
    ]);
    expect(found[0]?.message).toMatch(/^'kv' in dev is /);
    expect(found[0]?.instances.map(({ environments }) => environments)).toEqual([["dev"]]);
    const rows = report.vaults.map(({ environment, exposure }) => `${environment ?? ""} ${exposure}`);
    expect(rows.sort()).toEqual(["dev public", "prod private"]);
    expect(status).toBe(1);
  });

  test("fail an access test that names none, as long as one of them is public", () => {
    const { status, report } = folder.json("test", "./");
    expect(report.tests.map(({ environment, outcome }) => `${environment ?? ""} ${outcome}`)).toEqual([
      "dev failed",
      "prod passed",
    ]);
    expect(report.tests.map(({ environments }) => environments)).toEqual([["dev"], []]);
    expect(status).toBe(1);
    expect(folder.run("test", "./", "--environment", "prod").status).toBe(0);
  });

  test("are narrowed to one, to the defaults, or to all", () => {
    const exposures = (name: string): readonly string[] =>
      folder
        .json("vaults", "./", "--environment", name)
        .report.vaults.map(({ environment, exposure }) => `${environment ?? "defaults"} ${exposure}`)
        .sort();
    expect(exposures("dev")).toEqual(["dev public"]);
    expect(exposures("prod")).toEqual(["prod private"]);
    expect(exposures("default")).toEqual(["defaults private"]);
    expect(exposures("*")).toEqual(["dev public", "prod private"]);
    const { status, error } = folder.run("check", "./", "--environment", "stage");
    expect({ status, error }).toEqual({
      status: 2,
      error: "keyvault-network: no environment 'stage'; available: dev and prod\n",
    });
  });
});

describe.each(Object.entries(syntaxes))("a parameter file that is named in %s", (_, [files, opens]) => {
  const closes = opens.replace("dev", "prod");
  const exposures = (...argv: readonly string[]): readonly string[] =>
    folderOf(files)
      .json("vaults", ...argv)
      .report.vaults.map(({ environment, exposure }) => `${environment ?? ""} ${exposure}`)
      .sort();

  test("narrows its template, unless that is found in a folder, too", () => {
    expect(exposures(`./${closes}`)).toEqual(["prod private"]);
    expect(exposures("./", `./${closes}`)).toEqual(["dev public", "prod private"]);
    expect(exposures(`./${closes}`, "./")).toEqual(["dev public", "prod private"]);
  });

  test("is refused where another environment was chosen", () => {
    const at = folderOf(files);
    for (const [path, choice] of [
      [[`./${closes}`], "dev"],
      [["./", `./${closes}`], "dev"],
      [[`./${closes}`], "default"],
    ] as const) {
      const { status, report } = at.json("check", ...path, "--environment", choice);
      expect(status, choice).toBe(2);
      expect(report.errors.map(({ file, message }) => `${file}: ${message}`)).toEqual([
        `${closes}: --environment ${choice} does not use this parameter file`,
      ]);
    }
    for (const choice of ["prod", "*"])
      expect(at.run("check", `./${closes}`, "--environment", choice).status, choice).toBe(0);
  });
});

describe("choosing an environment", () => {
  const roots = {
    "one/main.bicep": bicepVault,
    "one/main.dev.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
    "one/main.prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
    "two/main.bicep": bicepVault,
    "two/main.prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
    "three/kv.json": armVault,
    "four/main.bicep": "module kv 'kv.bicep' = { name: 'kv', params: { action: 'Deny', owner: 'us' } }\n",
    "four/kv.bicep": `param owner string\n${bicepVault}`,
  };

  test("loses no root, and judges no module by its own defaults", () => {
    const folder = folderOf(roots);
    for (const choice of [[], ["--environment", "dev"], ["--environment", "prod"], ["--environment", "*"]]) {
      const { report } = folder.json("vaults", "./", ...choice);
      const judged = new Set(report.vaults.map(({ root, file }) => `${root} ${file}`));
      expect([...judged].sort(), choice.join(" ")).toEqual([
        "four/main.bicep four/kv.bicep",
        "one/main.bicep one/main.bicep",
        "three/kv.json three/kv.json",
        "two/main.bicep two/main.bicep",
      ]);
    }
    const { report } = folder.json("vaults", "./", "--environment", "dev");
    const rows = report.vaults.map(({ root, environment }) => `${root} ${environment ?? ""}`);
    expect(rows).toEqual(["four/main.bicep ", "one/main.bicep dev", "three/kv.json ", "two/main.bicep prod"]);
  });
});

describe("roots", () => {
  const open = bicepVault.replace("= 'Deny'", "= 'Allow'");
  const isFound = (folder: Workspace, file: string): boolean =>
    folder.json("check", "./").report.findings.some((each) => each.code === "KV101" && each.file === file);

  test("are not hidden by tests beside them", () => {
    const calls = "module m 'main.bicep' = { name: 'm', params: { action: 'Deny' } }\n";
    expect(isFound(folderOf({ "main.bicep": open, "main.test.bicep": calls }), "main.bicep")).toBe(true);
  });

  test("are not hidden by a file that imports from them", () => {
    const main = `@export()\nvar shared = 'x'\n${open}`;
    const importing = "import { shared } from 'main.bicep'\nvar other = shared\n";
    expect(isFound(folderOf({ "main.bicep": main, "a.bicep": importing }), "main.bicep")).toBe(true);
  });

  test("that look like modules, and that nothing calls, say so", () => {
    const folder = folderOf({
      "main.bicep": "module kv 'modules/kv.bicep' = { name: 'kv' }\n",
      "modules/kv.bicep": bicepVault,
      "modules/old.bicep": bicepVault,
    });
    const { report } = folder.json("vaults", "./");
    const notes = report.vaults.map(({ root, notes: own }) => [root, own.includes("NOTE_NOT_CALLED")]);
    expect(notes).toEqual([
      ["main.bicep", false],
      ["modules/old.bicep", true],
    ]);
    expect(folder.run("vaults", "./", "--details").out).toMatch(/modules\/old\.bicep:2, not called here\n/);
    expect(folder.run("vaults", "./", "--format", "markdown").out).toMatch(/\| kv, not called here +\|/);
    const named = folder.json("vaults", "./modules/old.bicep").report.vaults;
    expect(named.map((each) => each.notes)).toEqual([[]]);
  });

  test("in the current folder itself are reported as a dot", () => {
    expect(printPath(`${idOfPath(".")}/`)).toBe(".");
    expect(printPath(idOfPath("main.tf"))).toBe("main.tf");
  });

  test("beside a compiled template that is out of date are compared with it", () => {
    const generated = { metadata: { _generator: { name: "bicep", version: "0.30.23.60470" } } };
    const stale = templateText([vaultResource("kv", { defaultAction: "Allow" })], generated);
    const files = { "main.bicep": bicepVault, "main.json": stale };
    const { report } = folderOf(files).json("check", "./");
    const found = report.findings.filter(({ code }) => code === "KV905");
    expect(found.map(({ file, severity }) => `${file} ${severity}`)).toEqual(["main.json warning"]);
    expect(report.skipped).toEqual([{ file: "main.json", reason: "compiled from main.bicep" }]);
    const accepted = `{ "version": 1, "suppressions": [{ "rule": "KV905", "reason": "nothing deploys it" }] }`;
    const suppressed = folderOf({ ...files, ".keyvault-access.jsonc": accepted }).json("check", "./");
    expect(
      suppressed.report.findings.flatMap(({ code, suppressed: by }) =>
        code.startsWith("KV90") ? [`${code} ${by?.reason ?? ""}`] : [],
      ),
    ).toEqual(["KV905 nothing deploys it"]);
  });
});

describe("too much to judge", () => {
  const many = Object.fromEntries(
    Array.from({ length: 66 }, (_, index) => [
      `main.e${String(index).padStart(2, "0")}.bicepparam`,
      "using 'main.bicep'\nparam action = 'Deny'\n",
    ]),
  );
  const bools = ["a", "b", "c", "d"];
  const manyWorlds = `${bools.map((name) => `param ${name} bool\n`).join("")}${bicepVault.replace(
    "defaultAction: action",
    "defaultAction: a && b && c && d ? 'Allow' : 'Deny'",
  )}`;

  test("are environments beyond 64 of one root, each of which is listed", () => {
    const folder = folderOf({ ...many, "main.bicep": bicepVault });
    const { report } = folder.json("vaults", "./");
    expect(report.vaults).toHaveLength(64);
    expect(report.unread.map(({ kind, source, reason, file }) => [kind, source, reason, file])).toEqual([
      ["environment", "e64", "too many environments", "main.e64.bicepparam"],
      ["environment", "e65", "too many environments", "main.e65.bicepparam"],
    ]);
    const { out } = folder.run("check", "./");
    const lines = out.trimEnd().split("\n").slice(-3, -1);
    expect(lines).toEqual([
      "main.e64.bicepparam:1:1: note: environment 'e64' was not checked: too many environments; --limit environments=NUMBER allows more",
      "main.e65.bicepparam:1:1: note: environment 'e65' was not checked: too many environments; --limit environments=NUMBER allows more",
    ]);
    expect(folder.json("vaults", "./", "--environment", "e65").report.unread).toEqual([]);
  });

  test("are worlds beyond 256 of one root", () => {
    const folder = folderOf({ ...many, "main.bicep": manyWorlds });
    const { report } = folder.json("vaults", "./");
    const judged = new Set(report.vaults.map(({ environment }) => environment));
    expect(judged.size).toBe(16);
    expect(report.unread).toHaveLength(50);
  });
});

describe("findings of some environments", () => {
  let folder: Workspace;
  beforeAll(() => {
    folder = folderOf({ ...syntaxes["Bicep"]?.[0], ".keyvault-access.jsonc": expectsDeny });
  });
  const printed = (command: string, format: string): string =>
    folder.run(command, "./", "--format", format).out;

  test("say so after the name of the vault in text", () => {
    expect(printed("check", "text")).toMatch(/^dev\.bicepparam:2:\d+: warning KV101: 'kv' in dev is /m);
  });

  test("say so in a column of CSV and Markdown", () => {
    const [head = "", ...rows] = printed("check", "csv").split("\r\n");
    const column = head.split(",").indexOf("environments");
    const open = rows.find((row) => row.includes("KV101")) ?? "";
    expect(open.split(",")[column]).toBe("dev");
    expect(printed("vaults", "markdown")).toMatch(
      /\| Vault \| +Environments \||\| Vault +\| Environments +\|/,
    );
    expect(printed("vaults", "markdown")).toMatch(/\| kv +\| dev +\| .*public/);
  });

  test("say so in properties of SARIF", () => {
    const log = JSON.parse(printed("check", "sarif")) as {
      readonly runs: readonly [
        {
          readonly results: readonly {
            readonly ruleId: string;
            readonly properties?: { readonly environments?: readonly string[] };
          }[];
        },
      ];
    };
    const found = log.runs[0].results.filter(({ ruleId }) => ruleId === "KV101");
    expect(found.map(({ properties }) => properties?.environments)).toEqual([["dev"]]);
  });

  test("name the environment of a failing test in JUnit and TAP", () => {
    expect(printed("test", "junit")).toMatch(/<testsuite name="[^"]*\(dev\)" tests="1" failures="1"/);
    expect(printed("test", "tap")).toMatch(/^not ok 1 .*dev/m);
    expect(printed("test", "tap")).toMatch(/^ok 2 .*prod/m);
  });
});

describe("a vault in text", () => {
  const vault = (properties: string, more = ""): string =>
    `${more}resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = ${properties}\n`;

  test("is not created by default where its condition says so", () => {
    const text = vault(
      "if (create) {\n  name: 'kv'\n  properties: { networkAcls: { defaultAction: 'Allow' } }\n}",
      "param create bool = false\n",
    );
    const folder = folderOf({ "main.bicep": text });
    expect(folder.json("vaults", "./").report.vaults.map(({ exists }) => exists)).toEqual(["no"]);
    expect(folder.run("vaults", "./", "--details").out).toContain("main.bicep:2, not created by default");
  });

  test("explains trusted services that need no bypass", () => {
    const text = vault(
      "{\n  name: 'kv'\n  properties: { networkAcls: { defaultAction: 'Allow', bypass: 'None' } }\n}",
    );
    expect(folderOf({ "main.bicep": text }).run("vaults", "./", "--details").out).toContain(
      "  bypass            None (trusted services: allowed, like any address)\n",
    );
  });

  test("that is only looked up depends on itself, whatever the version of the API, and is left out in dead branches", () => {
    const text = `param useOther bool = false
resource kv 'Microsoft.KeyVault/vaults@2015-06-01' existing = { name: 'kv' }
resource other 'Microsoft.KeyVault/vaults@2015-06-01' existing = if (useOther) { name: 'other' }
`;
    const { vaults } = folderOf({ "main.bicep": text }).json("vaults", "./").report;
    expect(vaults.map(({ symbol }) => symbol)).toEqual(["kv"]);
    expect(JSON.stringify(vaults)).not.toMatch(/apiVersion/);
    expect(vaults[0]?.dependsOn).not.toEqual([]);
  });
});
