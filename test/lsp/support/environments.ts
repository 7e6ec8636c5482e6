import { parametersText, templateText, vaultResource } from "../../cli/workspace.ts";

/** A vault that its environment `dev` opens, and `prod` closes. */
export interface TwoEnvironments {
  readonly main: string;
  /** The file that opens it. */
  readonly opens: string;
  readonly files: Readonly<Record<string, string>>;
}

const action = { parameters: { action: { type: "string" } } };
const bicep = `param action string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: action, bypass: 'None' } }
}
`;
const terraform = `variable "action" {
  type = string
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

/** In every syntax, by its name. */
export const templatesOf: Readonly<Record<string, TwoEnvironments>> = {
  "ARM JSON": {
    main: "file:///w/main.json",
    opens: "file:///w/main.parameters.dev.json",
    files: {
      "file:///w/main.json": templateText(
        [vaultResource("kv", { defaultAction: "[parameters('action')]", bypass: "None" })],
        action,
      ).replace("2023-07-01", "2026-02-01"),
      "file:///w/main.parameters.dev.json": parametersText({ action: "Allow" }),
      "file:///w/main.parameters.prod.json": parametersText({ action: "Deny" }),
    },
  },
  Bicep: {
    main: "file:///w/main.bicep",
    opens: "file:///w/main.dev.bicepparam",
    files: {
      "file:///w/main.bicep": bicep,
      "file:///w/main.dev.bicepparam": "using 'main.bicep'\nparam action = 'Allow'\n",
      "file:///w/main.prod.bicepparam": "using 'main.bicep'\nparam action = 'Deny'\n",
    },
  },
  Terraform: {
    main: "file:///w/main.tf",
    opens: "file:///w/dev.tfvars",
    files: {
      "file:///w/main.tf": terraform,
      "file:///w/dev.tfvars": 'action = "Allow"\n',
      "file:///w/prod.tfvars": 'action = "Deny"\n',
    },
  },
};

/** The id of a syntax in editors. */
export function languageOf(syntax: string): string {
  return syntax === "ARM JSON" ? "json" : syntax.toLowerCase();
}
