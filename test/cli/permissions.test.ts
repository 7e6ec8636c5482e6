import { afterEach, describe, expect, it } from "vitest";
import { type Workspace, workspace } from "./workspace.ts";

let at: Workspace | undefined;
afterEach(() => {
  at?.remove();
  at = undefined;
});

/** A vault `kv`, a web app `app` with a reference to it, and what else is declared. */
interface Printed {
  readonly file: string;
  readonly base: (action: string, authorization?: string) => string;
  /** The app, as the command line calls it. */
  readonly app: string;
  /** A role assignment or access policy for an object id. */
  readonly role: (principal: string, condition?: string) => string;
  readonly policy: (principal: string) => string;
  readonly own: string;
  /** Another app with an identity, and its object id. */
  readonly other: string;
  readonly others: string;
  /** A parameter, and a reference to it. */
  readonly parameter: string;
  readonly given: string;
  /** A call of a module that cannot be read, and gets the vault. */
  readonly unread: string;
}

const secretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
const reference = "@Microsoft.KeyVault(SecretUri=https://kv-shop.vault.azure.net/secrets/one)";

const bicepApp = (name: string): string => `resource ${name} 'Microsoft.Web/sites@2024-04-01' = {
  name: '${name}'
  identity: { type: 'SystemAssigned' }
  properties: { siteConfig: { appSettings: [ { name: 'ONE', value: '${reference}' } ] } }
}
`;

const bicep: Printed = {
  file: "infra/main.bicep",
  app: "app",
  base: (action, authorization = "true") => `resource kv 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-shop'
  location: 'westeurope'
  properties: { networkAcls: { defaultAction: '${action}', bypass: 'None' } ${authorization === "" ? "" : `, enableRbacAuthorization: ${authorization}`} }
}
${bicepApp("app")}`,
  role: (principal, condition) => `resource role 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid('role')
  scope: kv
  properties: { roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${secretsUser}'), principalId: ${principal} ${condition === undefined ? "" : `, condition: '${condition}', conditionVersion: '2.0'`} }
}
`,
  policy: (principal) => `resource policy 'Microsoft.KeyVault/vaults/accessPolicies@2023-07-01' = {
  parent: kv
  name: 'add'
  properties: { accessPolicies: [ { tenantId: tenant().tenantId, objectId: ${principal}, permissions: { secrets: [ 'get' ] } } ] }
}
`,
  own: "app.identity.principalId",
  other: bicepApp("other"),
  others: "other.identity.principalId",
  parameter: "param principal string\n",
  given: "principal",
  unread: "module more 'br:example.azurecr.io/more:1.0' = { name: 'more', params: { vault: kv.name } }\n",
};

const tfApp = (name: string): string => `resource "azurerm_linux_web_app" "${name}" {
  name = "${name}"
  identity {
    type = "SystemAssigned"
  }
  site_config {}
  app_settings = {
    ONE = "${reference}"
  }
}
`;

const terraform: Printed = {
  file: "infra/main.tf",
  app: "azurerm_linux_web_app.app",
  base: (action, authorization = "true") => `resource "azurerm_key_vault" "kv" {
  name                       = "kv-shop"
  ${authorization === "" ? "" : `rbac_authorization_enabled = ${authorization}`}
  network_acls {
    default_action = "${action}"
    bypass         = "None"
  }
}
${tfApp("app")}`,
  role: (principal, condition) => `resource "azurerm_role_assignment" "role" {
  scope                = azurerm_key_vault.kv.id
  role_definition_name = "Key Vault Secrets User"
  principal_id         = ${principal}
  ${condition === undefined ? "" : `condition = "${condition}"`}
}
`,
  policy: (principal) => `resource "azurerm_key_vault_access_policy" "policy" {
  key_vault_id       = azurerm_key_vault.kv.id
  tenant_id          = "t"
  object_id          = ${principal}
  secret_permissions = ["Get"]
}
`,
  own: "azurerm_linux_web_app.app.identity[0].principal_id",
  other: tfApp("other"),
  others: "azurerm_linux_web_app.other.identity[0].principal_id",
  parameter: 'variable "principal" {\n  type = string\n}\n',
  given: "var.principal",
  unread:
    'module "more" {\n  source = "git::https://example.com/more.git"\n  vault  = azurerm_key_vault.kv.id\n}\n',
};

interface Case {
  readonly name: string;
  readonly declares: (printed: Printed) => string;
  readonly action?: string;
  /** Whether the vault uses RBAC: "true" if left out, "" if it does not say. */
  readonly authorization?: string;
  readonly gets: string;
  readonly says?: string;
}

const cases: readonly Case[] = [
  {
    name: "nothing",
    declares: () => "",
    gets: "denied DENY_NO_PERMISSION",
    says: "has no permission on the vault",
  },
  {
    name: "a role for its identity",
    declares: ({ role, own }) => role(own),
    gets: "allowed ALLOW_FIREWALL_OFF",
    says: "Role assignment",
  },
  {
    name: "a role for its identity under a condition",
    declares: ({ role, own }) =>
      role(own, "@Resource[Microsoft.KeyVault/vaults/secrets:name] StringEquals x"),
    gets: "depends DEPENDS_EXPRESSION",
    says: "is not known",
  },
  {
    name: "a role for its identity under an empty condition",
    declares: ({ role, own }) => role(own, ""),
    gets: "allowed ALLOW_FIREWALL_OFF",
  },
  {
    name: "a role under a condition for the identity of another resource",
    declares: ({ other, role, others }) => other + role(others, "@Resource[x] StringEquals x"),
    gets: "denied DENY_NO_PERMISSION",
  },
  {
    name: "an access policy for its identity",
    declares: ({ policy, own }) => policy(own),
    authorization: "false",
    gets: "allowed ALLOW_FIREWALL_OFF",
    says: "Access policy",
  },
  {
    name: "an access policy, which a vault with RBAC ignores",
    declares: ({ policy, own }) => policy(own),
    gets: "denied DENY_NO_PERMISSION",
  },
  {
    name: "a role, which a vault with access policies ignores",
    declares: ({ role, own }) => role(own),
    authorization: "false",
    gets: "denied DENY_NO_PERMISSION",
  },
  {
    name: "an access policy, and a vault that does not say what it uses",
    declares: ({ policy, own }) => policy(own),
    authorization: "",
    gets: "depends DEPENDS_EXPRESSION",
  },
  {
    name: "a role for the identity of another resource",
    declares: ({ other, role, others }) => other + role(others),
    gets: "denied DENY_NO_PERMISSION",
  },
  {
    name: "a role for an identity that is not known",
    declares: ({ parameter, role, given }) => parameter + role(given),
    gets: "depends DEPENDS_EXPRESSION",
    says: "is not known",
  },
  {
    name: "a module that is not read",
    declares: ({ unread }) => unread,
    gets: "depends DEPENDS_EXPRESSION",
  },
  {
    name: "a role, and a firewall that denies",
    declares: ({ role, own }) => role(own),
    action: "Deny",
    gets: "denied DENY_DEFAULT_ACTION",
  },
];

interface Verdict {
  readonly verdict: string;
  readonly reason: string;
  readonly notes: readonly string[];
  readonly steps: readonly { readonly gate: string; readonly outcome: string; readonly text: string }[];
}

function verdictOf(printed: Printed, text: string, ...options: readonly string[]): Verdict | undefined {
  at = workspace({ [printed.file]: text });
  const argv = ["simulate", "--from", `consumer:${printed.app}`, "./infra", ...options] as const;
  const { verdicts } = at.json(...argv).report as { readonly verdicts: readonly Verdict[] };
  return verdicts[0];
}

describe.each([
  ["Bicep", bicep],
  ["azurerm", terraform],
])("--permissions in %s", (_, printed) => {
  it.each(cases)("$name", ({ declares, action = "Allow", authorization, gets, says }) => {
    const text = printed.base(action, authorization) + declares(printed);
    const found = verdictOf(printed, text, "--permissions");
    expect(`${found?.verdict ?? ""} ${found?.reason ?? ""}`).toBe(gets);
    expect(found?.steps.at(-1)?.gate).toBe("permission");
    if (action === "Deny") expect(found?.steps.at(-1)?.outcome).toBe("not-applicable");
    if (says !== undefined) expect(found?.steps.at(-1)?.text).toContain(says);
  });

  it("is off by default, and then a missing permission is a note", () => {
    const found = verdictOf(printed, printed.base("Allow"));
    expect(found).toMatchObject({ verdict: "allowed", notes: ["NOTE_NEEDS_PERMISSION"] });
    expect(found?.steps.map(({ gate }) => gate)).not.toContain("permission");
  });

  it("has no note where there is a permission", () => {
    const found = verdictOf(printed, printed.base("Allow") + printed.role(printed.own));
    expect(found?.notes).toEqual([]);
  });
});
