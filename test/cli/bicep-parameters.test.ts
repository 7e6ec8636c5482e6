import { expect, it } from "vitest";
import { workspace } from "./workspace.ts";

const main = `param action string
param ips array = []
param sku string = 'standard'

resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv'
  properties: {
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      defaultAction: action
      bypass: 'None'
      ipRules: [for ip in ips: { value: ip }]
    }
  }
}
`;

const compiled = JSON.stringify({
  $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  metadata: { _generator: { name: "bicep", version: "0.30.0" } },
  resources: [{ type: "Microsoft.KeyVault/vaults", apiVersion: "2023-07-01", name: "kv", properties: {} }],
});

/** What becomes of the vault: each root with its exposure, and what could not be judged. */
function judged(files: Readonly<Record<string, string>>, ...argv: readonly string[]) {
  const at = workspace(files);
  const { status, report } = at.json("vaults", ...argv);
  at.remove();
  return {
    status,
    vaults: report.vaults.map(({ root, exposure }) => `${root} ${exposure}`),
    errors: report.errors.map(({ message }) => message),
    skipped: report.skipped.map(({ file, reason }) => `${file} ${reason}`),
  };
}

it("judges the template that a parameter file uses, with its values", () => {
  const files = {
    "main.bicep": main,
    "env/prod.bicepparam": "using '../main.bicep'\nvar deny = 'Deny'\nparam action = deny\n",
    "env/dev.bicepparam": "using '../main.bicep'\nparam action = 'Allow'\n",
  };
  expect(judged(files, "./env/prod.bicepparam").vaults).toEqual(["main.bicep private"]);
  expect(judged(files, "./env/dev.bicepparam").vaults).toEqual(["main.bicep public"]);
  // Found by a walk, it is evaluated in both environments, and not with defaults that are never deployed.
  expect(judged(files, "./").vaults).toEqual(["main.bicep public", "main.bicep private"]);
});

it("takes the values of the file that a parameter file extends, unless it gives its own", () => {
  const files = {
    "main.bicep": main,
    "base.bicepparam": "using none\nparam action = 'Deny'\nparam ips = ['203.0.113.7']\n",
    "prod.bicepparam": "using 'main.bicep'\nextends 'base.bicepparam'\n",
    "dev.bicepparam": "using 'main.bicep'\nextends 'base.bicepparam'\nparam action = 'Allow'\n",
  };
  expect(judged(files, "./prod.bicepparam").vaults).toEqual(["main.bicep selected"]);
  expect(judged(files, "./dev.bicepparam").vaults).toEqual(["main.bicep public"]);
});

it("knows the values of the extended file by their names and as base", () => {
  const files = {
    "main.bicep": main,
    "base.bicepparam": "using none\nparam action = 'Deny'\nparam ips = ['203.0.113.7']\nparam sku = 'Deny'\n",
    "prod.bicepparam":
      "using 'main.bicep'\nextends 'base.bicepparam'\nparam action = base.action == 'Deny' ? 'Allow' : 'Deny'\n",
    "dev.bicepparam":
      "using 'main.bicep'\nextends 'base.bicepparam'\nparam action = sku\nparam ips = [...base.ips, '203.0.113.8']\n",
    "lost.bicepparam": "using 'main.bicep'\nextends 'gone.bicepparam'\nparam action = base.action\n",
  };
  expect(judged(files, "./prod.bicepparam").vaults).toEqual(["main.bicep public"]);
  expect(judged(files, "./dev.bicepparam").vaults).toEqual(["main.bicep selected"]);
  expect(judged(files, "./lost.bicepparam").vaults).toEqual(["main.bicep depends"]);
});

it("imports values into a parameter file", () => {
  const files = {
    "main.bicep": main,
    "shared.bicep": "@export()\nvar settings = { action: 'Deny' }\n",
    "prod.bicepparam":
      "using 'main.bicep'\nimport { settings } from 'shared.bicep'\nparam action = settings.action\n",
  };
  expect(judged(files, "./prod.bicepparam").vaults).toEqual(["main.bicep private"]);
});

it("knows an environment variable by its default alone", () => {
  const files = {
    "main.bicep": main,
    "known.bicepparam": "using 'main.bicep'\nparam action = readEnvironmentVariable('ACTION', 'Deny')\n",
    "unknown.bicepparam": "using 'main.bicep'\nparam action = readEnvironmentVariable('ACTION')\n",
  };
  expect(judged(files, "./known.bicepparam").vaults).toEqual(["main.bicep private"]);
  expect(judged(files, "./unknown.bicepparam").vaults).toEqual(["main.bicep depends"]);
});

it("applies --parameters to the root that the file uses", () => {
  const files = {
    "one/main.bicep": main,
    "two/main.bicep": main,
    "two/prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
  };
  const { status, vaults, errors } = judged(files, "./", "--parameters", "./two/prod.bicepparam");
  expect(vaults).toEqual(["one/main.bicep depends", "two/main.bicep private"]);
  expect(errors).toEqual([]);
  expect(status).not.toBe(2);
});

it("says which parameter files it cannot apply", () => {
  const files = {
    "main.bicep": main,
    "other/main.bicep": main,
    "none.bicepparam": "using none\nparam action = 'Deny'\n",
    "gone.bicepparam": "using 'gone.bicep'\nparam action = 'Deny'\n",
    "prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
  };
  const notBeside = "no template was found for this parameter file";
  expect(judged(files, "./none.bicepparam").errors).toEqual([notBeside]);
  expect(judged(files, "./gone.bicepparam").errors).toEqual([notBeside]);
  expect(judged(files, "./other/main.bicep", "--parameters", "./prod.bicepparam").errors).toEqual([
    "the template that these parameters belong to is not being checked",
  ]);
  expect(judged(files, "./other/main.bicep", "--parameters", "./none.bicepparam").vaults).toEqual([
    "other/main.bicep private",
  ]);
});

it("takes values for a Bicep template from JSON, whose names are compared without case", () => {
  const files = {
    "main.bicep": main,
    "main.parameters.json": JSON.stringify({ parameters: { ACTION: { value: "Deny" } } }),
  };
  expect(judged(files, "./main.parameters.json").vaults).toEqual(["main.bicep private"]);
});

it("evaluates expressions that a compiled parameter file gives, but for what the deployment is given", () => {
  const given = (expression: string) => ({
    "main.bicep": main,
    "main.parameters.json": JSON.stringify({
      externalInputDefinitions: { sys_cliArg_0: { kind: "sys.cliArg", config: "action" } },
      parameters: { action: { expression } },
    }),
  });
  expect(judged(given("[toUpper('deny')]"), "./main.parameters.json").vaults).toEqual(["main.bicep private"]);
  const files = given("[externalInputs('sys_cliArg_0')]");
  expect(judged(files, "./main.parameters.json").vaults).toEqual(["main.bicep depends"]);
});

it("skips JSON that was compiled from the Bicep beside it", () => {
  const { vaults, skipped } = judged({ "main.bicep": main, "main.json": compiled }, "./");
  expect(vaults).toEqual(["main.bicep depends"]);
  expect(skipped).toEqual(["main.json compiled from main.bicep"]);
});

it("takes getSecret() of a parameter file for a secret that the deployment fetches", () => {
  const at = workspace({
    "main.bicep": `@secure()\nparam password string\n${main.replace("param action string", "param action string = 'Deny'")}
resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: 'site'
  properties: { siteConfig: { appSettings: [{ name: 'password', value: password }] } }
}
`,
    "main.bicepparam": "using 'main.bicep'\nparam password = az.getSecret('s', 'rg', 'kv', 'sql')\n",
  });
  const { report } = at.json("check", "./main.bicepparam");
  at.remove();
  const found = report.findings.filter(({ code }) => code === "KV504");
  expect(found.map(({ file, line }) => `${file}:${line}`)).toEqual(["main.bicepparam:2"]);
});
