import { afterEach, describe, expect, it } from "vitest";
import { type Workspace, workspace } from "./workspace.ts";

let at: Workspace | undefined;
afterEach(() => {
  at?.remove();
  at = undefined;
});

const before = "2027-02-26";
const since = "2027-02-27";

/** `KV214 info infra/main.tf:5 Message`. */
function found(files: Readonly<Record<string, string>>, ...argv: readonly string[]): readonly string[] {
  at = workspace(files);
  const { report } = at.json("check", "./", "--only", "KV213,KV214", ...argv);
  return report.findings.map(
    ({ code, severity, file, line, message }) => `${code} ${severity} ${file}:${line} ${message}`,
  );
}

const vault = (version: string, more = ""): string => `resource kv 'Microsoft.KeyVault/vaults@${version}' = {
  name: 'kv-shop'
  location: 'westeurope'
  properties: { tenantId: tenant().tenantId, sku: { family: 'A', name: 'standard' }, networkAcls: { defaultAction: 'Deny', bypass: 'None' } ${more} }
}
`;

const terraform = (version: string, type = "azurerm_key_vault"): string => `terraform {
  required_providers {
    azurerm = {
      source  = "hashicorp/azurerm"
      version = "${version}"
    }
  }
}

data "${type}" "kv" {
  name                = "kv-shop"
  resource_group_name = "rg"
}
`;

const lock = (version: string): string =>
  `provider "registry.terraform.io/hashicorp/azurerm" {\n  version = "${version}"\n}\n`;

const workflow = (steps: string): string =>
  `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`;

describe("the day", () => {
  it.each([
    [before, "info", "which retires on 2027-02-27 (then an error)."],
    [since, "error", "which retired on 2027-02-27."],
    ["2028-01-01", "error", "which retired on 2027-02-27."],
  ])("%s: an API version is an %s", (day, severity, says) => {
    expect(found({ "main.bicep": vault("2023-07-01") }, "--today", day)).toEqual([
      `KV213 ${severity} main.bicep:1 'kv-shop' uses API version 2023-07-01, ${says}`,
    ]);
  });

  it.each([
    [before, "info", "cannot manage vaults from 2027-02-27 on (then an error)"],
    [since, "error", "has not been able to manage vaults since 2027-02-27"],
  ])("%s: a tool is an %s", (day, severity, says) => {
    expect(found({ "main.tf": terraform("~> 4.10.0") }, "--today", day)).toEqual([
      `KV214 ${severity} main.tf:5 azurerm ~> 4.10.0 ${says}; use 4.81.0 or later.`,
    ]);
  });

  it("changes the exit code, but not where a severity is set", () => {
    at = workspace({ "main.bicep": vault("2023-07-01") });
    expect(at.run("check", "./", "--today", before).status).toBe(0);
    expect(at.run("check", "./", "--today", since).status).toBe(1);
    at.remove();
    const access = '{ "rules": { "KV213": "warning" } }';
    expect(
      found({ "main.bicep": vault("2023-07-01"), ".keyvault-access.jsonc": access }, "--today", since),
    ).toMatchObject([expect.stringMatching(/^KV213 warning /)]);
  });

  it.each([before, since])("%s: a preview that is only on notice stays an info without a date", (day) => {
    expect(found({ "main.bicep": vault("2026-03-01-preview") }, "--today", day)).toEqual([
      "KV213 info main.bicep:1 'kv-shop' uses API version 2026-03-01-preview, which ends 90 days after a notice.",
    ]);
  });

  it("is today if none is given, and has to exist", () => {
    at = workspace({ "main.bicep": vault("2026-02-01") });
    expect(at.run("check", "./").status).toBe(0);
    const { status, error } = at.run("check", "./", "--today", "2027-02-30");
    expect([status, error.split("\n")[0]]).toEqual([
      2,
      "keyvault-network: --today '2027-02-30' is not a day such as 2027-02-27",
    ]);
  });
});

describe("versions of the API", () => {
  it.each(["2025-05-01", "2024-12-01-preview", "2026-01-31", "2026-03-01-preview", "2026-03-31-preview"])(
    "%s ends",
    (version) => {
      expect(found({ "main.bicep": vault(version) })).toHaveLength(1);
    },
  );

  it.each(["2026-02-01", "2026-04-01", "2026-04-01-preview", "2026-10-01-preview"])("%s stays", (version) => {
    expect(found({ "main.bicep": vault(version) })).toEqual([]);
  });

  it("are reported once per root and version, with the places in modules", () => {
    const secret = (version: string): string =>
      `resource kv 'Microsoft.KeyVault/vaults@${version}' existing = {\n  name: 'kv-shop'\n}\n`;
    at = workspace({
      "main.bicep": `${vault("2023-07-01")}\nmodule a 'a.bicep' = { name: 'a' }\nmodule b 'b.bicep' = { name: 'b' }\n`,
      "a.bicep": secret("2023-07-01"),
      "b.bicep": secret("2022-07-01"),
    });
    const { findings } = at.json("check", "./").report;
    const retiring = findings.filter(({ code }) => code === "KV213");
    expect(retiring.map(({ file, message, fixes }) => [file, message, fixes])).toEqual([
      [
        "b.bicep",
        "'kv' uses API version 2022-07-01, which retires on 2027-02-27 (then an error).",
        ["Raise the API version to 2026-02-01"],
      ],
      [
        "main.bicep",
        "'kv-shop' and 1 more use API version 2023-07-01, which retires on 2027-02-27 (then an error).",
        ["Raise both API versions to 2026-02-01 (enableRbacAuthorization: false keeps access policies)"],
      ],
    ]);
    expect(retiring[1]?.related.map(({ file, message }) => `${file}: ${message}`)).toContain(
      "a.bicep: 'kv' uses 2023-07-01.",
    );
  });

  it("are one finding for a module of several roots, which have further places", () => {
    const files = {
      "kv.bicep": vault("2023-07-01"),
      "one.bicep": "module kv 'kv.bicep' = { name: 'kv' }\n",
      "two.bicep": `module kv 'kv.bicep' = { name: 'kv' }\nresource hub 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: 'hub'\n}\n`,
    };
    expect(found(files)).toEqual([
      "KV213 info kv.bicep:1 'kv-shop' and 1 more use API version 2023-07-01, which retires on 2027-02-27 (then an error).",
    ]);
  });
});

describe("azurerm", () => {
  const says = (version: string, first = "4.81.0"): string =>
    `azurerm ${version} cannot manage vaults from 2027-02-27 on (then an error); use ${first} or later.`;

  it.each([
    "4.80.0",
    "= 4.80.9",
    "~> 4.80.0",
    "~> 3.117.0",
    "~> 3.0",
    "< 4.81.0",
    ">= 3.0, < 4.0",
    "~> 2.99",
  ])("is too old at %s", (version) => {
    expect(found({ "main.tf": terraform(version) })).toEqual([`KV214 info main.tf:5 ${says(version)}`]);
  });

  it.each([
    "4.81.0",
    "~> 4.81.0",
    "~> 4.0",
    "~> 4.80",
    ">= 3.0",
    "<= 4.81.0",
    "> 4.80.0",
    "!= 4.81.0",
    "~> 5.0",
  ])("is not at %s, which allows newer ones", (version) => {
    expect(found({ "main.tf": terraform(version) })).toEqual([]);
  });

  it("is what the lock file selects where the constraint allows more", () => {
    expect(found({ "main.tf": terraform(">= 3.0"), ".terraform.lock.hcl": lock("4.80.0") })).toEqual([
      `KV214 info .terraform.lock.hcl:2 ${says("4.80.0")}`,
    ]);
    at?.remove();
    expect(found({ "main.tf": terraform(">= 3.0"), ".terraform.lock.hcl": lock("4.81.0") })).toEqual([]);
  });

  it("has the API for managed HSMs since 4.80.0", () => {
    const type = "azurerm_key_vault_managed_hardware_security_module";
    expect(found({ "main.tf": terraform("4.79.0", type) })).toEqual([
      `KV214 info main.tf:5 ${says("4.79.0", "4.80.0")}`,
    ]);
    at?.remove();
    expect(found({ "main.tf": terraform("4.80.0", type) })).toEqual([]);
  });

  it("does not matter where no vault is managed, or azapi does that", () => {
    expect(found({ "main.tf": terraform("~> 3.0", "azurerm_subnet") })).toEqual([]);
    at?.remove();
    const azapi = `${terraform("~> 3.0", "azurerm_client_config")}\nresource "azapi_resource" "kv" {\n  type = "Microsoft.KeyVault/vaults@2026-02-01"\n  name = "kv-shop"\n}\n`;
    expect(found({ "main.tf": azapi })).toEqual([]);
  });

  it("counts for what manages vaults in modules of the same root", () => {
    const files = {
      "main.tf": `${terraform("~> 4.10.0", "azurerm_client_config")}\nmodule "kv" {\n  source = "./kv"\n}\n`,
      "kv/main.tf": 'resource "azurerm_key_vault" "kv" {\n  name = "kv-shop"\n}\n',
    };
    expect(found(files)).toEqual([`KV214 info main.tf:5 ${says("~> 4.10.0")}`]);
  });
});

describe("pins of tools", () => {
  const create = "az keyvault create --name kv-shop --resource-group rg";
  const cli = (version: string): string =>
    `Azure CLI ${version} cannot manage vaults from 2027-02-27 on (then an error); use 2.90.0 or later.`;
  const module = (version: string, name = "Az.KeyVault", first = "6.6.0"): string =>
    `${name} ${version} cannot manage vaults from 2027-02-27 on (then an error); use ${first} or later.`;

  it.each<[name: string, files: Readonly<Record<string, string>>, expected: readonly string[]]>([
    [
      "of azure/cli",
      {
        ".github/workflows/a.yml": workflow(
          `      - uses: azure/cli@v2\n        with:\n          azcliversion: 2.89.0\n          inlineScript: ${create}\n`,
        ),
      },
      [`.github/workflows/a.yml:8 ${cli("2.89.0")}`],
    ],
    [
      "of azure/powershell",
      {
        ".github/workflows/a.yml": workflow(
          `      - uses: azure/powershell@v2\n        with:\n          azPSVersion: "16.2.1"\n          inlineScript: New-AzKeyVault -Name kv-shop\n`,
        ),
      },
      [`.github/workflows/a.yml:8 ${module("16.2.1", "Az", "16.3.0")}`],
    ],
    [
      "of a container",
      {
        ".github/workflows/a.yml": `on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    container: mcr.microsoft.com/azure-cli:2.70.0\n    steps:\n      - run: ${create}\n`,
      },
      [`.github/workflows/a.yml:5 ${cli("2.70.0")}`],
    ],
    [
      "of a task of Azure Pipelines",
      {
        "azure-pipelines.yml": `steps:\n  - task: AzurePowerShell@5\n    inputs:\n      azurePowerShellVersion: OtherVersion\n      preferredAzurePowerShellVersion: 12.0.0\n      ScriptType: InlineScript\n      Inline: Set-AzKeyVaultAccessPolicy -VaultName kv-shop -ObjectId x\n`,
      },
      [`azure-pipelines.yml:5 ${module("12.0.0", "Az", "16.3.0")}`],
    ],
    [
      "of pip in an earlier step",
      {
        ".github/workflows/a.yml": workflow(
          `      - run: pip install "azure-cli==2.60.0"\n      - run: ${create}\n`,
        ),
      },
      [`.github/workflows/a.yml:6 ${cli("2.60.0")}`],
    ],
    [
      "of apt, with a variable",
      {
        "a.sh": `AZ_VER=2.51.0\nsudo apt-get install azure-cli=\${AZ_VER}-1~$(lsb_release -cs)\n${create}\n`,
      },
      [`a.sh:2 ${cli("2.51.0")}`],
    ],
    [
      "for a script in a file",
      {
        ".github/workflows/a.yml": workflow(
          "      - run: pip install azure-cli==2.60.0\n      - run: ./b.sh\n",
        ),
        "b.sh": `${create}\n`,
      },
      [`.github/workflows/a.yml:6 ${cli("2.60.0")}`],
    ],
    [
      "of a module",
      {
        "a.ps1":
          "Install-Module -Name Az.KeyVault -RequiredVersion 6.5.9\nGet-AzKeyVault -VaultName kv-shop\n",
      },
      [`a.ps1:1 ${module("6.5.9")}`],
    ],
    ["of no version", { "a.sh": `pip install azure-cli\n${create}\n` }, []],
    ["of a new version", { "a.sh": `pip install azure-cli==2.90.0\n${create}\n` }, []],
    ["of a version with a star", { "a.sh": `pip install azure-cli==2.*\n${create}\n` }, []],
    ["before an upgrade", { "a.sh": `pip install azure-cli==2.60.0\naz upgrade\n${create}\n` }, []],
    [
      "of a new module",
      { "a.ps1": "Install-Module Az.KeyVault -RequiredVersion 6.6.0\nGet-AzKeyVault -VaultName kv-shop\n" },
      [],
    ],
    [
      "of a least version",
      { "a.ps1": "Install-Module Az.KeyVault -MinimumVersion 4.0.0\nGet-AzKeyVault -VaultName kv-shop\n" },
      [],
    ],
    [
      "for secrets only",
      {
        "a.sh":
          "pip install azure-cli==2.60.0\naz keyvault secret show --vault-name kv-shop --name a\naz keyvault list\n",
        "a.ps1":
          "Install-Module Az.KeyVault -RequiredVersion 4.0.0\nGet-AzKeyVaultSecret -VaultName kv-shop -Name a\n",
      },
      [],
    ],
    [
      "of another step",
      {
        ".github/workflows/a.yml": workflow(
          `      - uses: azure/cli@v2\n        with:\n          azcliversion: 2.60.0\n          inlineScript: az keyvault secret list --vault-name kv-shop\n      - run: ${create}\n`,
        ),
      },
      [],
    ],
    [
      "of the newest version in Azure Pipelines",
      {
        "azure-pipelines.yml": `steps:\n  - task: AzurePowerShell@5\n    inputs:\n      azurePowerShellVersion: LatestVersion\n      preferredAzurePowerShellVersion: 12.0.0\n      ScriptType: InlineScript\n      Inline: Get-AzKeyVault -VaultName kv-shop\n`,
      },
      [],
    ],
  ])("%s", (_, files, expected) => {
    expect(found(files)).toEqual(expected.map((each) => `KV214 info ${each}`));
  });
});

describe("requests", () => {
  const id = "/subscriptions/$SUB/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv-shop";
  const says = (version: string): string =>
    `This request uses API version ${version}, which retires on 2027-02-27 (then an error).`;

  it.each([
    `az rest --method get --url "https://management.azure.com${id}?api-version=2021-10-01"`,
    `az rest --uri "${id}?foo=1&api-version=2021-10-01"`,
    `az rest -u "${id}" --uri-parameters api-version=2021-10-01`,
    `V=2021-10-01; URL="https://management.azure.com${id}?api-version=$V"; az rest -m put --url "$URL"`,
    `az rest --url "https://management.usgovcloudapi.net${id}/accessPolicies/add?api-version=2021-10-01"`,
    `az rest --url "https://management.azure.com/subscriptions/$SUB/providers/Microsoft.KeyVault/deletedVaults?api-version=2021-10-01"`,
    `curl -X PATCH "https://management.azure.com${id}?api-version=2021-10-01"`,
    `az resource update --ids "${id}" --api-version 2021-10-01 --set x=y`,
    `az resource show -g rg -n kv-shop --resource-type Microsoft.KeyVault/vaults --api-version 2021-10-01`,
  ])("of a shell: %s", (command) => {
    expect(found({ "a.sh": `${command}\n` })).toEqual([`KV214 info a.sh:1 ${says("2021-10-01")}`]);
  });

  it.each([
    `Invoke-AzRestMethod -Method GET -Path "${id.replace("$SUB", "$sub")}?api-version=2019-09-01"`,
    'if ($x) { $u = "https://management.azure.com/subscriptions/$sub/providers/Microsoft.KeyVault/checkNameAvailability?api-version=2019-09-01"; Invoke-RestMethod -Uri $u }',
    'function Get-Vaults { Invoke-RestMethod -Uri "https://management.azure.com/subscriptions/$sub/providers/Microsoft.KeyVault/vaults?api-version=2019-09-01" }',
    "Invoke-AzRestMethod -ResourceProviderName Microsoft.KeyVault -ResourceType vaults -Name kv-shop -ApiVersion 2019-09-01",
    '$u = "https://management.azure.com/subscriptions/$sub/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/$($kv)?api-version=2019-09-01"; Invoke-RestMethod -Uri $u',
  ])("of PowerShell: %s", (command) => {
    expect(found({ "a.ps1": `${command}\n` })).toEqual([`KV214 info a.ps1:1 ${says("2019-09-01")}`]);
  });

  it.each([
    `az rest --url "https://management.azure.com${id}?api-version=2026-02-01"`,
    'curl "https://kv-shop.vault.azure.net/secrets/a?api-version=7.4"',
    'az rest --url "https://kv-shop.vault.azure.net/keys?api-version=2016-10-01"',
    `az rest --url "https://management.azure.com${id}/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01"`,
    `az rest --url "https://management.azure.com${id}/providers/Microsoft.Insights/diagnosticSettings?api-version=2021-05-01-preview"`,
    `az rest --url "https://management.azure.com/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01" --body "{\\"query\\": \\"resources | where type =~ 'Microsoft.KeyVault/vaults'\\"}"`,
    `az rest --url "https://management.azure.com/subscriptions/$SUB/resources?\\$filter=resourceType eq 'Microsoft.KeyVault/vaults'&api-version=2015-11-01"`,
    'az rest --url "https://management.azure.com/subscriptions/$SUB/providers/Microsoft.KeyVault/register?api-version=2021-04-01"',
    'az rest --url "https://management.azure.com/subscriptions/$SUB/providers/Microsoft.KeyVault?api-version=2021-04-01"',
    `az rest --url "https://example.com${id}?api-version=2021-10-01"`,
    `az rest --url "https://management.azure.com${id}?api-version=$VERSION"`,
    `echo "https://management.azure.com${id}?api-version=2021-10-01"`,
    "az resource list --resource-type Microsoft.KeyVault/vaults --api-version 2021-10-01",
    `az resource show --ids "${id}/providers/Microsoft.Insights/diagnosticSettings/a" --api-version 2021-05-01-preview`,
  ])("not: %s", (command) => {
    expect(found({ "a.sh": `${command}\n` })).toEqual([]);
  });
});

describe("packages", () => {
  it("are those with a documented first version", () => {
    const project = (name: string, version: string): string =>
      `<Project>\n  <ItemGroup>\n    <PackageReference Include="${name}" Version="${version}" />\n  </ItemGroup>\n</Project>\n`;
    const files = {
      "old.csproj": project("Azure.ResourceManager.KeyVault", "1.3.9"),
      "new.csproj": project("Azure.ResourceManager.KeyVault", "1.4.0"),
      "floating.csproj": project("Azure.ResourceManager.KeyVault", "1.*"),
      "commented.csproj": `<!-- ${project("Azure.ResourceManager.KeyVault", "1.0.0")} -->`,
      "secrets.csproj": project("Azure.Security.KeyVault.Secrets", "4.0.0"),
      "Directory.Packages.props":
        '<Project><PackageVersion Include="Azure.ResourceManager.KeyVault" Version="1.2.0" /></Project>\n',
      "old/go.mod":
        "module a\n\nrequire github.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault v1.4.0\n",
      "new/go.mod":
        "module a\n\nrequire (\n\tgithub.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault/v2 v2.0.0\n)\n",
      "indirect/go.mod":
        "module a\n\nrequire (\n\tgithub.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault v1.4.0 // indirect\n)\n",
      "replaced/go.mod":
        "module a\n\nreplace (\n\tgithub.com/Azure/azure-sdk-for-go/sdk/resourcemanager/keyvault/armkeyvault v1.4.0 => ./own\n)\n",
      "secrets/go.mod":
        "module a\n\nrequire github.com/Azure/azure-sdk-for-go/sdk/security/keyvault/azsecrets v1.0.0\n",
      "package.json": '{ "dependencies": { "@azure/arm-keyvault": "1.0.0" } }\n',
      "requirements.txt": "azure-mgmt-keyvault==9.0.0\n",
    };
    const says = "cannot manage vaults from 2027-02-27 on (then an error); use";
    expect(found(files)).toEqual([
      `KV214 info Directory.Packages.props:1 Azure.ResourceManager.KeyVault 1.2.0 ${says} 1.4.0 or later.`,
      `KV214 info old.csproj:3 Azure.ResourceManager.KeyVault 1.3.9 ${says} 1.4.0 or later.`,
      `KV214 info old/go.mod:3 armkeyvault 1.4.0 ${says} 2.0.0 or later.`,
    ]);
  });
});

describe("--only", () => {
  const files = {
    "shop/main.bicep": `${vault("2023-07-01")}\nmodule s 's.bicep' = { name: 's' }\n`,
    "shop/s.bicep": "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' existing = {\n  name: 'kv-shop'\n}\n",
    "bank/main.tf": terraform("~> 4.10.0"),
    "bank/open.bicep": "resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {\n  name: 'kv-bank'\n}\n",
  };

  it("reports the findings of rules by code or name, and knows their names", () => {
    at = workspace(files);
    const codes = (only: string): readonly string[] =>
      at?.json("check", "./", "--only", only).report.findings.map(({ code }) => code) ?? [];
    expect(codes("KV101")).toEqual(["KV101"]);
    expect(codes("tool-retiring, KV101")).toEqual(["KV214", "KV101"]);
    const { status, error } = at.run("check", "./", "--only", "KV999");
    expect(status).toBe(2);
    expect(error).toContain("unknown rule 'KV999'; expected codes or names of rules, or retirement");
  });

  it("lists what to change file by file, in several checkouts at once", () => {
    at = workspace(files);
    expect(at.run("check", "./bank", "./shop", "--only", "retirement").out).toBe(`bank/main.tf
  5:17     azurerm ~> 4.10.0 cannot manage vaults from 2027-02-27 on (then an error); use 4.81.0 or later.
           Raise azurerm to 4.81.0
shop/main.bicep
  1:40     'kv-shop' uses API version 2023-07-01, which retires on 2027-02-27 (then an error).
           Raise both API versions to 2026-02-01 (enableRbacAuthorization: false keeps access policies)
shop/s.bicep
  1:40     'kv' uses API version 2023-07-01, which retires on 2027-02-27 (then an error).
3 infos; 2 fixable; 2 vaults.
`);
  });

  it("prints tasks for an issue in Markdown", () => {
    at = workspace(files);
    expect(at.run("check", "./shop", "--only", "retirement", "--format", "markdown").out)
      .toBe(`# Key Vault Network

**2 findings**: 2 infos.

## shop/main.bicep

- [ ] [shop/main.bicep:1](shop/main.bicep#L1): 'kv-shop' uses API version 2023-07-01, which retires on 2027-02-27 (then an error). Fix: Raise both API versions to 2026-02-01 (enableRbacAuthorization: false keeps access policies).

## shop/s.bicep

- [ ] [shop/s.bicep:1](shop/s.bicep#L1): 'kv' uses API version 2023-07-01, which retires on 2027-02-27 (then an error).
`);
  });
});

it("findings in pipelines and scripts heed comments and the access file", () => {
  const script =
    "pip install azure-cli==2.60.0 # keyvault-network-ignore KV214: image\naz keyvault show -n kv-shop\n";
  at = workspace({ "a.sh": script });
  expect(at.json("check", "./").report.findings.map(({ suppressed }) => suppressed?.reason)).toEqual([
    "image",
  ]);
  at.remove();
  const plain = script.replace(/ #.*/, "");
  expect(found({ "a.sh": plain, ".keyvault-access.jsonc": '{ "rules": { "KV214": "off" } }' })).toEqual([]);
});

it("settings of newer previews are read without complaint", () => {
  const properties =
    "enableCrossTenantAccessProtection: true, tokenBindingParameters: { mode: 'Enforced' }, publicNetworkAccess: 'SecuredByPerimeter', networkAcls: { defaultAction: 'Deny', bypass: 'None' }";
  const perimeter =
    "resource conf 'Microsoft.KeyVault/vaults/networkSecurityPerimeterConfigurations@2026-10-01-preview' existing = {\n  parent: kv\n  name: 'conf'\n}\n";
  const json = properties.replaceAll("'", '"').replace(/(\w+):/g, '"$1":');
  const type = "Microsoft.KeyVault/vaults";
  at = workspace({
    "main.bicep": `resource kv '${type}@2026-10-01-preview' = {\n  name: 'kv-one'\n  identity: { type: 'SystemAssigned' }\n  properties: { ${properties} }\n}\n${perimeter}`,
    "main.json": `{ "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#", "contentVersion": "1.0.0.0", "resources": [{ "type": "${type}", "apiVersion": "2026-10-01-preview", "name": "kv-two", "properties": { ${json} } }] }`,
    "main.tf": `resource "azapi_resource" "kv" {\n  type = "${type}@2026-10-01-preview"\n  name = "kv-three"\n  body = { properties = { ${properties.replaceAll("'", '"').replaceAll(":", " =")} } }\n}\n`,
  });
  const { status, report } = at.json("check", "./");
  expect([status, report.errors, report.unread]).toEqual([0, [], []]);
  expect([...new Set(report.findings.map(({ code }) => code))]).toEqual(["KV405"]);
  expect(report.vaults.map(({ exposure }) => exposure)).toEqual(["perimeter", "perimeter", "perimeter"]);
});
