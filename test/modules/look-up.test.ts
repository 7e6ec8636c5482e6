import { describe, expect, test } from "vitest";
import {
  analyze,
  type Files,
  findAccessFile,
  type ModuleMapping,
  modulesInForce,
  planWorkspace,
  reportUnread,
  reportVaults,
} from "../../server/src/core/index.ts";
import { filesInMemory, type Texts } from "../support/files-in-memory.ts";

const vault = 'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n}\n';
const call = (source: string, name = "kv"): string => `module "${name}" {\n  source = "${source}"\n}\n`;
const git = "git::https://github.com/contoso/terraform-azurerm-v3.git";
const listOf = (...modules: readonly object[]): string => JSON.stringify({ Modules: modules });

const filesWith = (texts: Texts, mapping?: ModuleMapping): Files => ({
  ...filesInMemory(texts),
  ...(mapping ? { modulesOf: () => mapping } : {}),
});

/** The modules in which vaults are found, and why others were not read. */
function lookUp(texts: Texts, mapping?: ModuleMapping): readonly unknown[] {
  const { worlds } = analyze({ root: "/w/app/", files: filesWith(texts, mapping) });
  const vaults = reportVaults(worlds).map(({ module, span }) => `${module ?? ""}: ${span.document}`);
  return [...vaults, ...reportUnread(worlds).map(({ symbol, why }) => [symbol, why])];
}

describe("a module of a repository", () => {
  test("is not at hand where nothing holds it", () => {
    expect(lookUp({ "/w/app/main.tf": call(`${git}//key_vault?ref=v8`) })).toEqual([
      ["kv", "not-downloaded"],
    ]);
  });

  test("is found in a folder of the workspace that is named like it", () => {
    const texts = {
      "/w/app/main.tf": call(`${git}//key_vault?ref=v8`),
      "/w/lib/terraform-azurerm-v3/key_vault/main.tf": vault,
    };
    expect(lookUp(texts)).toEqual([
      "kv: /w/lib/terraform-azurerm-v3/key_vault/main.tf",
      ["kv", "named-alike"],
    ]);
  });

  test("is not found in one that lacks its folder", () => {
    const texts = {
      "/w/app/main.tf": call(`${git}//key_vault`),
      "/w/terraform-azurerm-v3/storage/main.tf": vault,
    };
    expect(lookUp(texts)).toEqual([["kv", "not-downloaded"]]);
  });

  test("is that of the nearest folder where several have it", () => {
    const texts = {
      "/w/app/main.tf": call(`${git}//key_vault`),
      "/w/app/lib/terraform-azurerm-v3/key_vault/main.tf": vault,
      "/w/a/terraform-azurerm-v3/key_vault/main.tf": vault,
    };
    expect(lookUp(texts)).toEqual([
      "kv: /w/app/lib/terraform-azurerm-v3/key_vault/main.tf",
      ["kv", "named-alike"],
    ]);
  });

  const submodule = {
    "/w/app/main.tf": call(`${git}//key_vault?ref=v8`),
    "/w/.gitmodules":
      '[submodule "x"]\n\tpath = shared\n\turl = git@github.com:contoso/terraform-azurerm-v3.git\n',
    "/w/shared/key_vault/main.tf": vault,
  };

  test.each(["/w/shared/.git", "/w/shared/.git/HEAD"])(
    "is found in its submodule, whatever that is called: %s",
    (git) => {
      expect(lookUp({ ...submodule, [git]: "" })).toEqual(["kv: /w/shared/key_vault/main.tf"]);
    },
  );

  test("is not found in an ordinary folder that a list of submodules names", () => {
    expect(lookUp(submodule)).toEqual([["kv", "not-downloaded"]]);
  });

  test("is found in a folder that is named like it before one that a list of submodules names", () => {
    const texts = { ...submodule, "/w/terraform-azurerm-v3/key_vault/main.tf": vault };
    expect(lookUp(texts)).toEqual(["kv: /w/terraform-azurerm-v3/key_vault/main.tf", ["kv", "named-alike"]]);
  });

  test("of a registry is found by the name of the repository it is published from", () => {
    const texts = {
      "/w/app/main.tf": call("contoso/vault/azurerm"),
      "/w/terraform-azurerm-vault/main.tf": vault,
    };
    expect(lookUp(texts)).toEqual(["kv: /w/terraform-azurerm-vault/main.tf", ["kv", "named-alike"]]);
  });

  test.each([
    ["is not a root", ["/w/app/"], { ...submodule, "/w/shared/.git": "" }],
    [
      "stays a root if it only has the name",
      ["/w/app/", "/w/terraform-azurerm-v3/key_vault/"],
      {
        "/w/app/main.tf": call(`${git}//key_vault`),
        "/w/terraform-azurerm-v3/key_vault/main.tf": vault,
      },
    ],
  ])("that is called %s", (_, roots, texts) => {
    const found = Object.keys(texts).filter((id) => id.endsWith(".tf"));
    const workspace = { found, named: [], parameterFiles: [], accessFileOf: () => null };
    expect(planWorkspace(workspace, filesWith(texts)).roots.map(({ root }) => root)).toEqual(roots);
  });
});

describe("a path into .terraform", () => {
  const texts = {
    "/w/app/main.tf": call(`${git}?ref=v8`, "__v3__") + call("./.terraform/modules/__v3__/key_vault"),
  };

  test("is not downloaded where nothing is there", () => {
    expect(lookUp(texts)).toEqual([
      ["__v3__", "not-downloaded"],
      ["kv", "not-downloaded"],
    ]);
  });

  test("is read where terraform init has put it there", () => {
    const fetched = { ...texts, "/w/app/.terraform/modules/__v3__/key_vault/main.tf": vault };
    expect(lookUp(fetched)).toContain("kv: /w/app/.terraform/modules/__v3__/key_vault/main.tf");
  });

  test("leads to a checkout of the module that would be there", () => {
    const beside = { ...texts, "/w/terraform-azurerm-v3/key_vault/main.tf": vault };
    expect(lookUp(beside)).toContain("kv: /w/terraform-azurerm-v3/key_vault/main.tf");
  });

  test("leads to what the mapping says of that module", () => {
    const mapping = new Map([["github.com/contoso/terraform-azurerm-v3", "/elsewhere"]]);
    expect(lookUp({ ...texts, "/elsewhere/key_vault/main.tf": vault }, mapping)).toContain(
      "kv: /elsewhere/key_vault/main.tf",
    );
  });
});

describe("of what terraform init has fetched", () => {
  const entry = (key: string, source: string, folder: string): object => ({
    Key: key,
    Source: source,
    Dir: folder,
  });
  const own = `${git}//key_vault?ref=v8`;

  test("a shortened address is the one that is written out", () => {
    const texts = {
      "/w/app/main.tf": call("github.com/contoso/terraform-azurerm-v3//key_vault?ref=v8"),
      "/w/app/.terraform/modules/modules.json": listOf(entry("kv", own, ".terraform/modules/kv/key_vault")),
      "/w/app/.terraform/modules/kv/key_vault/main.tf": vault,
    };
    expect(lookUp(texts)).toEqual(["kv: /w/app/.terraform/modules/kv/key_vault/main.tf"]);
  });

  test("each call has its own version", () => {
    const texts = {
      "/w/app/main.tf": call(own, "a") + call(own, "b"),
      "/w/app/.terraform/modules/modules.json": listOf(
        entry("a", own, ".terraform/modules/a/key_vault"),
        entry("b", own.replace("v8", "v9"), ".terraform/modules/b/key_vault"),
      ),
      "/w/app/.terraform/modules/a/key_vault/main.tf": vault,
      "/w/app/.terraform/modules/b/key_vault/main.tf": vault,
    };
    expect(lookUp(texts)).toEqual([
      "a: /w/app/.terraform/modules/a/key_vault/main.tf",
      "b: /w/app/.terraform/modules/b/key_vault/main.tf",
    ]);
  });
});

describe("the mapping of modules", () => {
  const accessFile = (modules: object): Texts => ({
    "/w/.keyvault-access.jsonc": JSON.stringify({ version: 1, modules }),
  });
  const mappingOf = (texts: Texts): ModuleMapping => {
    const files = filesInMemory(texts);
    return modulesInForce(findAccessFile("/w/app/", files), files.resolve);
  };

  test.each([
    ["its source without a revision", `${git}//key_vault`, "../lib/vaults"],
    ["its source with another one", `${git}//key_vault?ref=v1`, "../lib/vaults"],
    ["a shorter spelling of it", "github.com/contoso/terraform-azurerm-v3//key_vault", "../lib/vaults"],
    ["the repository around it", git, "../lib"],
  ])("finds a module of Terraform by %s", (_, key, path) => {
    const folder = path === "../lib" ? "/lib/key_vault" : "/lib/vaults";
    const texts = {
      ...accessFile({ [key]: path }),
      "/w/app/main.tf": call(`${git}//key_vault?ref=v8`),
      [`${folder}/main.tf`]: vault,
    };
    expect(lookUp(texts, mappingOf(texts))).toEqual([`kv: ${folder}/main.tf`]);
  });

  test("finds a folder that is not where its path says", () => {
    const texts = {
      ...accessFile({ "../../shared/kv": "lib/kv" }),
      "/w/app/main.tf": call("../../shared/kv"),
      "/w/lib/kv/main.tf": vault,
    };
    expect(lookUp(texts, mappingOf(texts))).toEqual(["kv: /w/lib/kv/main.tf"]);
  });

  test.each([
    ["br:contoso.azurecr.io/modules/vault:v1", "br:contoso.azurecr.io/modules/vault"],
    ["br:contoso.azurecr.io/modules/vault:v1", "br:contoso.azurecr.io/modules/vault:v1"],
    ["ts/specs:vault:1.0", "ts/specs:vault"],
  ])("finds %s of Bicep by %s", (source, key) => {
    const texts = {
      ...accessFile({ [key]: "modules/vault.bicep" }),
      "/w/app/main.bicep": `module kv '${source}' = {\n  name: 'kv'\n}\n`,
      "/w/modules/vault.bicep": "resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {\n  name: 'kv'\n}\n",
    };
    const files = filesWith(texts, mappingOf(texts));
    const { worlds } = analyze({ root: "/w/app/main.bicep", files });
    expect(reportVaults(worlds).map(({ module }) => module)).toEqual(["kv"]);
  });

  test("finds a linked template by its address as written", () => {
    const address = "[uri(parameters('base'), 'vault.json')]";
    const resource = {
      type: "Microsoft.Resources/deployments",
      apiVersion: "2024-03-01",
      name: "d",
      properties: { templateLink: { uri: address } },
    };
    const schema = "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#";
    const template = (resources: readonly object[]): string =>
      JSON.stringify({
        $schema: schema,
        contentVersion: "1.0.0.0",
        parameters: { base: { type: "string" } },
        resources,
      });
    const texts = {
      ...accessFile({ [address]: "linked/other.json" }),
      "/w/app/main.json": template([resource]),
      "/w/linked/other.json": template([
        { type: "Microsoft.KeyVault/vaults", apiVersion: "2023-07-01", name: "kv" },
      ]),
    };
    const { worlds } = analyze({ root: "/w/app/main.json", files: filesWith(texts, mappingOf(texts)) });
    expect(reportVaults(worlds).map(({ module }) => module)).toEqual(["d"]);
  });

  test("says where it leads nowhere", () => {
    const texts = {
      ...accessFile({ "contoso/vault/azurerm": "none" }),
      "/w/app/main.tf": call("contoso/vault/azurerm"),
    };
    expect(lookUp(texts, mappingOf(texts))).toEqual([["kv", "not-found"]]);
  });

  test("of files above counts from those files, and the uppermost one wins", () => {
    const texts = {
      "/w/.keyvault-access.jsonc": JSON.stringify({
        version: 1,
        modules: { "a/b/azurerm": "x", "c/d/azurerm": "y" },
      }),
      "/w/app/.keyvault-access.jsonc": JSON.stringify({ version: 1, modules: { "a/b/azurerm": "z" } }),
    };
    expect([...mappingOf(texts)]).toEqual([
      ["a/b/azurerm", "/w/x"],
      ["c/d/azurerm", "/w/y"],
    ]);
  });

  test("makes what it leads to a part of its callers", () => {
    const texts = { "/w/app/main.tf": call("contoso/vault/azurerm"), "/w/lib/kv/main.tf": vault };
    const mapping = new Map([["contoso/vault/azurerm", "/w/lib/kv"]]);
    const workspace = { found: Object.keys(texts), named: [], parameterFiles: [], accessFileOf: () => null };
    expect(planWorkspace(workspace, filesWith(texts, mapping)).roots.map(({ root }) => root)).toEqual([
      "/w/app/",
    ]);
  });
});
