import { describe, expect, test } from "vitest";
import { type MemoryFiles, runInMemory } from "../support/memory-cli.ts";
import { templateText, workspace } from "./workspace.ts";

const open = (name = "kv"): string => `resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: '${name}'
  properties: { networkAcls: { bypass: 'None', defaultAction: 'Allow' } }
}
`;
const called =
  "param acls object\nresource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv'\n  properties: { networkAcls: acls }\n}\n";
const calling = (path: string): string =>
  `module m '${path}' = {\n  name: 'm'\n  params: { acls: { bypass: 'None', defaultAction: 'Allow' } }\n}\n`;
const terraform = (source: string, more = ""): string =>
  `module "m" {\n  source = "${source}"\n  action = "Allow"\n}\n${more}`;
const vaultOfTerraform = `variable "action" {}
resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    bypass         = "None"
    default_action = var.action
  }
}
`;
const values = "using 'main.test.bicep'\n";
const deploying = (path: string): string =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: az deployment group create -g rg -f ${path}\n`;

function printed(files: Readonly<Record<string, string>>, ...options: readonly string[]): string {
  const folder = workspace(files);
  const { out } = folder.run("check", "./", ...options);
  folder.remove();
  return out;
}

/** Severity and mark of what is found open, and the exit status. */
function openIn(files: MemoryFiles, ...options: readonly string[]): readonly unknown[] {
  const { status, report } = runInMemory(files, "check", ...options);
  const found = report.findings.filter(({ code }) => code === "KV101");
  return [status, ...found.map(({ severity, mark }) => `${severity} ${mark ?? ""}`.trim())];
}

const muted: Readonly<Record<string, MemoryFiles>> = {
  "a test of Bicep": { "kv/main.test.bicep": open() },
  "a template of a folder of tests": {
    "kv/main.bicep": called,
    "kv/tests/a/b.bicep": calling("../../main.bicep"),
  },
  "a test with a vault of its own": {
    "kv/main.bicep": "param x string\n",
    "kv/test/b.bicep": `${calling("../main.bicep").replace(/acls: .*/, "x: 'x' }")}${open()}`,
  },
  "an example of ARM JSON": {
    "kv/main.json": templateText([], { parameters: { x: { type: "string" } } }),
    "kv/examples/b.json": templateText([
      {
        ...{ type: "Microsoft.KeyVault/vaults", apiVersion: "2026-02-01", name: "kv" },
        properties: { networkAcls: { bypass: "None", defaultAction: "Allow" } },
      },
      {
        ...{ type: "Microsoft.Resources/deployments", apiVersion: "2022-09-01", name: "n" },
        properties: {
          mode: "Incremental",
          templateLink: { relativePath: "../main.json" },
          parameters: { x: { value: "x" } },
        },
      },
    ]),
  },
  "an example of Terraform": {
    "modules/kv/main.tf": vaultOfTerraform,
    "modules/kv/examples/basic/main.tf": terraform("../.."),
  },
  "the only test of a module of Terraform": {
    "modules/kv/main.tf": vaultOfTerraform,
    "modules/kv/test/main.tf": terraform("../"),
  },
  "a test that a pipeline only lists with others": {
    "kv/main.test.bicep": open(),
    "ci.yml": deploying("$(find . -name '*.test.bicep')"),
  },
};

const reported: Readonly<Record<string, MemoryFiles>> = {
  "a folder of an environment": { "environments/test/main.bicep": open() },
  "an environment that calls a module of all": {
    "modules/kv.bicep": called,
    "environments/test/main.bicep": calling("../../modules/kv.bicep"),
  },
  "an environment among others": {
    "infra/kv.bicep": called,
    "infra/test/main.bicep": calling("../kv.bicep"),
    "infra/prod/main.bicep": calling("../kv.bicep").replace("Allow", "Deny"),
  },
  "a template of an environment among others": {
    "kv.test.bicep": open(),
    "kv.prod.bicep": open().replace("Allow", "Deny"),
  },
  "a test with values of its own": { "main.test.bicep": open(), "main.test.bicepparam": values },
  "a test that a pipeline deploys": {
    "kv/main.test.bicep": open(),
    ".github/workflows/ci.yml": deploying("./kv/main.test.bicep"),
  },
  "a test that a script deploys": {
    "kv/tests/a.bicep": calling("../main.bicep"),
    "kv/main.bicep": called,
    "kv/up.sh": "cd tests\naz deployment group create -f 'a.bicep' # tests/a.bicep\n",
  },
  "an example with a provider": {
    "kv/main.tf": vaultOfTerraform,
    "kv/examples/a/main.tf": terraform("../..", 'provider "azurerm" {\n  features {}\n}\n'),
  },
  "an example with a backend": {
    "kv/main.tf": vaultOfTerraform,
    "kv/examples/a/main.tf": terraform("../..", 'terraform {\n  backend "azurerm" {}\n}\n'),
  },
  "an example with a lock file": {
    "kv/main.tf": vaultOfTerraform,
    "kv/examples/a/main.tf": terraform("../.."),
    "kv/examples/a/.terraform.lock.hcl":
      'provider "registry.terraform.io/hashicorp/azurerm" {\n  version = "4.81.0"\n}\n',
  },
  "an example that a pipeline applies": {
    "kv/main.tf": vaultOfTerraform,
    "kv/examples/a/main.tf": terraform("../.."),
    "azure-pipelines.yml": "steps:\n  - script: terraform apply\n    workingDirectory: kv/examples/a\n",
  },
};

describe("a test that nothing deploys", () => {
  test.each(Object.entries(muted))("is muted: %s", (_, files) => {
    expect(openIn(files)).toEqual([0, "info muted"]);
    expect(openIn(files, "--include-muted")).toEqual([1, "warning"]);
  });

  test.each(Object.entries(reported))("counts in full: %s", (_, files) => {
    expect(openIn(files)).toEqual([1, "warning"]);
  });

  test("leaves what others find as it is", () => {
    const files = {
      "kv/main.bicep": open(),
      "kv/tests/a.bicep": "module m '../main.bicep' = {\n  name: 'm'\n}\n",
    };
    expect(openIn(files)).toEqual([1, "warning"]);
  });

  test("with values on the command line counts in full", () => {
    const files = { "main.test.bicep": open(), "values.bicepparam": values };
    expect(openIn(files, "--parameters", "/repo/values.bicepparam")).toEqual([1, "warning"]);
  });

  test("fails access tests as before", () => {
    const tests = [{ from: "internet", to: "*", expect: "deny" }];
    const files = {
      "main.test.bicep": open(),
      ".keyvault-access.jsonc": JSON.stringify({ version: 1, tests }),
    };
    expect(runInMemory(files).status).toBe(1);
  });

  test.each(["text", "sarif", "github", "azure", "markdown"])("is counted in %s", (format) => {
    const files = { "kv/main.test.bicep": open(), "main.bicep": open("kv-two") };
    const out = printed(files, "--format", format);
    expect(out).toContain("1 muted (kv/main.test.bicep");
    expect(out).toContain("(in a test)");
    expect(printed(files, "--format", format, "--lang", "de")).toContain(
      "1 stummgeschaltet (kv/main.test.bicep",
    );
  });
});

test("a module that nothing calls is marked, as severe as others", () => {
  const files = {
    "main.bicep": "module m 'modules/kv.bicep' = {\n  name: 'm'\n}\n",
    "modules/kv.bicep": open("kv-one"),
    "modules/old.bicep": open("kv-two"),
  };
  expect(openIn(files)).toEqual([1, "warning", "warning notCalled"]);
  expect(printed(files)).toContain("'kv-two' (not called here) is reachable from any public address");
  expect(printed(files, "--lang", "de")).toContain("'kv-two' (hier nicht aufgerufen)");
});
