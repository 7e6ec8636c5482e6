import { describe, expect, it } from "vitest";
import { analyze } from "../../server/src/core/index.ts";
import { check } from "../../server/src/core/workspace/check.ts";
import { mergeRoots } from "../../server/src/core/workspace/merge-roots.ts";
import { linked, templateText } from "../cli/workspace.ts";
import { filesInMemory } from "../support/files-in-memory.ts";

interface Written {
  readonly root: string;
  readonly files: Readonly<Record<string, string>>;
  /** The argument that hands the subnet on, as written. */
  readonly argument: string;
  /** The module in which the finding lies. */
  readonly lies: string;
}

/** A network in one module, a vault with a rule for its subnet in another one, and a root that hands the subnet on. */
const syntaxes: Readonly<Record<string, Written>> = {
  "ARM JSON": {
    root: "/main.json",
    files: {
      "/main.json": templateText([
        linked("network", "network.json"),
        {
          ...linked("vault", "vault.json"),
          properties: {
            mode: "Incremental",
            templateLink: { relativePath: "vault.json" },
            parameters: { subnetId: { value: "[reference('network').outputs.subnetId.value]" } },
          },
        },
      ]),
      "/network.json": templateText(
        [
          {
            type: "Microsoft.Network/virtualNetworks",
            apiVersion: "2024-05-01",
            name: "vnet",
            properties: { subnets: [{ name: "app", properties: { addressPrefix: "10.0.1.0/24" } }] },
          },
        ],
        {
          outputs: {
            subnetId: {
              type: "string",
              value: "[resourceId('Microsoft.Network/virtualNetworks/subnets', 'vnet', 'app')]",
            },
          },
        },
      ),
      "/vault.json": templateText(
        [
          {
            type: "Microsoft.KeyVault/vaults",
            apiVersion: "2026-02-01",
            name: "kv",
            properties: {
              networkAcls: {
                defaultAction: "Deny",
                bypass: "None",
                virtualNetworkRules: [{ id: "[parameters('subnetId')]" }],
              },
            },
          },
        ],
        { parameters: { subnetId: { type: "string" } } },
      ),
    },
    argument: `"[reference('network').outputs.subnetId.value]"`,
    lies: "/network.json",
  },
  Bicep: {
    root: "/main.bicep",
    files: {
      "/main.bicep": `module network 'network.bicep' = { name: 'network' }
module vault 'vault.bicep' = {
  name: 'vault'
  params: {
    subnetId: network.outputs.subnetId
  }
}
`,
      "/network.bicep": `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'vnet'
  properties: { subnets: [{ name: 'app', properties: { addressPrefix: '10.0.1.0/24' } }] }
}
output subnetId string = vnet.properties.subnets[0].id
`,
      "/vault.bicep": `param subnetId string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    networkAcls: { defaultAction: 'Deny', bypass: 'None', virtualNetworkRules: [{ id: subnetId }] }
  }
}
`,
    },
    argument: "network.outputs.subnetId",
    lies: "/network.bicep",
  },
  Terraform: {
    root: "/",
    files: {
      "/main.tf": `module "network" {
  source = "./network"
}
module "vault" {
  source    = "./vault"
  subnet_id = module.network.subnet_id
}
`,
      "/network/main.tf": `resource "azurerm_subnet" "app" {
  name                 = "app"
  resource_group_name  = "rg"
  virtual_network_name = "vnet"
  address_prefixes     = ["10.0.1.0/24"]
}
output "subnet_id" {
  value = azurerm_subnet.app.id
}
`,
      "/vault/main.tf": `variable "subnet_id" {
  type = string
}
resource "azurerm_key_vault" "kv" {
  name                = "kv"
  location            = "westeurope"
  resource_group_name = "rg"
  tenant_id           = "00000000-0000-0000-0000-000000000000"
  sku_name            = "standard"
  network_acls {
    default_action             = "Deny"
    bypass                     = "None"
    virtual_network_subnet_ids = [var.subnet_id]
  }
}
`,
    },
    argument: "module.network.subnet_id",
    lies: "/network/main.tf",
  },
};

describe.each(Object.entries(syntaxes))(
  "what a root hands on in %s",
  (_, { root, files, argument, lies }) => {
    const found = (code: string, texts = files): readonly (readonly [string, string, boolean])[] => {
      const analysis = analyze({ root, files: { ...filesInMemory(texts) } });
      return mergeRoots([{ analysis, findings: check(analysis) }])
        .filter((each) => each.code === code)
        .flatMap(({ span, instances }) =>
          instances.flatMap(({ call }) => {
            const text = call && texts[call.span.document]?.slice(call.span.start, call.span.end);
            return call ? [[span.document, text ?? "", call.isArgument] as const] : [];
          }),
        );
    };

    it("is where a finding that lies in another module is shown in the root", () => {
      expect(found("KV302")).toEqual([[lies, argument, true]]);
    });

    it("is not the place of a value that the module itself sets", () => {
      const open = Object.fromEntries(
        Object.entries(files).map(([path, text]) => [path, text.replace(/(["'])Deny(["'])/, "$1Allow$2")]),
      );
      const [[document, call, isArgument] = ["", "", true]] = found("KV101", open);
      expect(document).toMatch(/vault/);
      expect(call).toMatch(/vault/);
      expect(isArgument).toBe(false);
    });
  },
);
