import { type Hover, MarkupContent } from "vscode-languageserver/node";
import { beforeAll, describe, expect, it } from "vitest";
import { Editor } from "./support/editor.ts";
import { editorOf } from "./support/memory.ts";
import { closedVault, openVault, vaultTemplate } from "./support/templates.ts";

const uri = "untitled:Untitled-1";

const consumers = `,
    {
      "type": "Microsoft.Web/certificates",
      "apiVersion": "2024-04-01",
      "name": "tls",
      "properties": { "keyVaultId": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]", "keyVaultSecretName": "tls" }
    },
    {
      "type": "Microsoft.Web/sites",
      "apiVersion": "2024-04-01",
      "name": "site",
      "properties": {
        "siteConfig": {
          "appSettings": [{ "name": "Key", "value": "@Microsoft.KeyVault(VaultName=kv;SecretName=key)" }]
        }
      }
    },
    { "type": "Microsoft.KeyVault/vaults/secrets", "apiVersion": "2024-11-01", "name": "kv/db" }`;

const perimeterVault = `"enabledForDeployment": true, "publicNetworkAccess": "Disabled", "networkAcls": {
  "bypass": "AzureServices",
  "defaultAction": "Deny"
}`;

/** A perimeter with an inbound rule, and the association of the vault. */
const perimeter = (mode: string): string => `,
    { "type": "Microsoft.Network/networkSecurityPerimeters", "apiVersion": "2025-01-01", "name": "nsp" },
    { "type": "Microsoft.Network/networkSecurityPerimeters/profiles", "apiVersion": "2025-01-01", "name": "nsp/p" },
    {
      "type": "Microsoft.Network/networkSecurityPerimeters/profiles/accessRules",
      "apiVersion": "2025-01-01",
      "name": "nsp/p/rule",
      "properties": { "direction": "Inbound", "addressPrefixes": ["203.0.113.0/24"] }
    },
    {
      "type": "Microsoft.Network/networkSecurityPerimeters/resourceAssociations",
      "apiVersion": "2025-01-01",
      "name": "nsp/kv",
      "properties": {
        "accessMode": "${mode}",
        "privateLinkResource": { "id": "[resourceId('Microsoft.KeyVault/vaults', 'kv')]" },
        "profile": { "id": "[resourceId('Microsoft.Network/networkSecurityPerimeters/profiles', 'nsp', 'p')]" }
      }
    }`;

async function hoverAt(editor: Editor, text: string): Promise<string> {
  const hover = await editor.at<Hover | null>("textDocument/hover", uri, text);
  return hover ? (hover.contents as MarkupContent).value : "";
}

async function hoverIn(template: string, text: string): Promise<string> {
  const editor = await Editor.start();
  await editor.open(uri, template);
  return hoverAt(editor, text);
}

describe("hover", () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await Editor.start();
    await editor.open(uri, closedVault);
  });

  it.each(['"bypass"', '"AzureServices"'])(
    "on %s says which callers the bypass allows and which it does not",
    async (text) => {
      const says = await hoverAt(editor, text);
      expect(says).toMatch(/^\*\*bypass\*\* of kv: \*\*AzureServices\*\*/);
      expect(says).toContain("Azure DevOps");
      expect(says).toMatch(/Not covered/);
      expect(says.split("\n").length).toBeLessThanOrEqual(12);
    },
  );

  it("on bypass leads to the list of services: a command where the client has it, else a page", async () => {
    const command = "[Browse trusted services…](command:keyVaultNetwork.browseTrustedServices)";
    expect(await hoverAt(editor, '"bypass"')).toContain(command);
    const other = await Editor.start({ initializationOptions: {} });
    await other.open(uri, closedVault);
    const page = /\[Browse trusted services…\]\(https:\/\/\S+\/docs\/trusted-services\.md\)/;
    expect(await hoverAt(other, '"bypass"')).toMatch(page);
  });

  it.each([
    ["enabledForDeployment", "osProfile.secrets"],
    ["enabledForDiskEncryption", "unwrap keys"],
    ["enabledForTemplateDeployment", "getSecret()"],
  ])(
    "on %s names the service it permits, and says whether the firewall allows that service",
    async (flag, expected) => {
      const says = async (bypass: string) =>
        hoverIn(vaultTemplate(`"${flag}": true, "networkAcls": { ${bypass} "defaultAction": "Deny" }`), flag);
      expect(await says("")).toMatch(new RegExp(`^\\*\\*${flag}\\*\\* of kv: \\*\\*true\\*\\*`));
      expect(await says("")).toContain(expected);
      expect(await says("")).toContain("because `bypass` is `AzureServices`");
      expect(await says('"bypass": "None",')).toContain("the service is blocked");
      expect(await says('"bypass": "[parameters(\'addresses\')]",')).toContain("depends on");
    },
  );

  it.each([
    [
      "\"[resourceId('Microsoft.KeyVault/vaults', 'kv')]\"",
      "**Azure App Service** → kv: allowed as a trusted service, for this scenario only; needs the",
    ],
    [
      '"@Microsoft.KeyVault',
      "**App Service Key Vault references** → kv: **blocked**, **not** a trusted service",
    ],
    ['"site"', "needs a subnet rule, private endpoint, or IP rule"],
    ['"kv/db"', "not filtered, as it goes through Azure Resource Manager"],
  ])("on %s, which uses a vault, says whether it is allowed", async (text, expected) => {
    const says = await hoverIn(vaultTemplate('"networkAcls": { "defaultAction": "Deny" }', consumers), text);
    expect(says).toContain(expected);
    expect(says).toContain("Browse trusted services");
    expect(says.split("\n").length).toBeLessThanOrEqual(12);
    expect(says).toMatch(
      /- \*\*Bypass\*\*: .*\n- \*\*Identity\*\*: .*\n- \*\*Network\*\*: .*\n- \*\*Source\*\*: \[.*\]\(https:.*\) as of \d{4}-\d\d-\d\d/,
    );
  });

  it("on an app that is only given the address of a vault speaks of its code, not of references", async () => {
    const app = consumers.replace(
      "@Microsoft.KeyVault(VaultName=kv;SecretName=key)",
      "https://kv.vault.azure.net",
    );
    const vault = vaultTemplate('"networkAcls": { "defaultAction": "Deny" }', app);
    const says = await hoverIn(vault, '"https://kv.vault.azure.net');
    expect(says).toMatch(/^\*\*Code of 'site'\*\* → kv: \*\*blocked\*\*/);
    expect(says).not.toContain("references");
  });

  it.each([
    [
      `"type": "Microsoft.DocumentDB/databaseAccounts",
      "properties": { "keyVaultKeyUri": "https://kv.vault.azure.net/keys/k" }`,
      "**unclear**: not on the list of trusted services, though its own documentation relies on bypass.",
    ],
    [
      `"type": "Microsoft.AppConfiguration/configurationStores",
      "properties": { "encryption": { "keyVaultProperties": { "keyIdentifier": "https://kv.vault.azure.net/keys/k" } } }`,
      "**unclear**: not on the list of trusted services; whether bypass allows it is not documented.",
    ],
    [
      `"type": "Microsoft.ApiManagement/service",
      "identity": { "type": "UserAssigned", "userAssignedIdentities": { "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/own": {} } },
      "properties": {
        "hostnameConfigurations": [
          { "type": "Proxy", "hostName": "host", "keyVaultId": "https://kv.vault.azure.net/secrets/c", "identityClientId": "00000000-0000-0000-0000-000000000000" }
        ]
      }`,
      "**blocked**, because only its system-assigned identity is trusted, but it uses a user-assigned one",
    ],
  ])("says once why trust does not settle it: %s", async (resource, expected) => {
    const more = `,\n    { "apiVersion": "2024-05-15", "name": "user", ${resource} }`;
    const vault = vaultTemplate('"networkAcls": { "defaultAction": "Deny" }', more);
    expect(await hoverIn(vault, '"https://kv.vault.azure.net')).toContain(expected);
  });

  it("is in the language of the client", async () => {
    const german = await Editor.start({ locale: "de" });
    await german.open(
      uri,
      vaultTemplate('"enabledForDeployment": true, "networkAcls": { "defaultAction": "Deny" }', consumers),
    );
    expect(await hoverAt(german, '"Deny"')).toMatch(
      /^\*\*defaultAction\*\* von kv: .*\n\n- `Allow`: Die Firewall ist aus\./,
    );
    expect(await hoverAt(german, "enabledForDeployment")).toContain("öffnet die Firewall nicht");
    expect(await hoverAt(german, '"@Microsoft.KeyVault')).toContain(
      "**verweigert**, **kein** vertrauenswürdiger Dienst",
    );
    expect(await hoverAt(german, '"@Microsoft.KeyVault')).toContain(
      "[Vertrauenswürdige Dienste durchsuchen…](",
    );
  });

  it("names other tools and leads to the rule's page in the language of the client", async () => {
    const german = await Editor.start({ locale: "de" });
    await german.open(uri, vaultTemplate('"networkAcls": { "defaultAction": "Allow" }'));
    expect(await hoverAt(german, '"Allow"')).toMatch(
      /\/docs\/rules\/de\/KV101\.md\) auch bekannt als Checkov .*CKV.*Azure Policy .*55615ac9/,
    );
  });

  it("on defaultAction says what Deny means", async () => {
    const says = await hoverAt(editor, '"Deny"');
    expect(says).toContain("**Deny**");
    expect(says).toContain("`Allow`: the firewall is off");
    expect(says.split("\n").length).toBeLessThanOrEqual(12);
  });

  it("on an IP rule says its range, its count and what it overlaps", async () => {
    const says = await hoverAt(editor, '"203.0.113.0/24"');
    expect(says).toContain("203.0.113.0-203.0.113.255, 256 addresses");
    expect(says).toContain("- Covers 203\\.0\\.113\\.8\\/29");
    expect(await hoverAt(editor, '"203.0.113.8/29"')).toContain("Already covered by 203\\.0\\.113\\.0\\/24");
    expect(await hoverAt(editor, '"198.51.100.7"')).toContain("198.51.100.7, 1 address");
  });

  it("says nothing elsewhere", async () => {
    expect(await hoverAt(editor, '"westeurope"')).toBe("");
  });

  it("on a finding names the page and the other scanners' ids", async () => {
    const says = await hoverIn(openVault, '"Allow"');
    expect(says).toContain("[KV101 open\\-to\\-the\\-internet](https://");
    expect(says).toContain("CKV\\_AZURE\\_109");
    expect(says.split("\n").length).toBeLessThanOrEqual(12);
  });

  it.each([
    ["10.0.0.0/8", "Key Vault rejects it"],
    ["100.64.0.1", "never matches"],
    ["2001:db8::1", "does not support"],
    ["203.0.113.9/24", "203.0.113.0/24"],
    ["203.0.113.0-203.0.113.3", "203.0.113.0/30"],
    ["300.1.1.1", "above 255"],
  ])("on the IP rule %s says: %s", async (address, expected) => {
    const rules = `"networkAcls": { "defaultAction": "Deny", "ipRules": [{ "value": "${address}" }] }`;
    expect(await hoverIn(vaultTemplate(rules), `"${address}"`)).toContain(expected);
  });

  it("on publicNetworkAccess says what it overrides", async () => {
    const says = await hoverIn(vaultTemplate('"publicNetworkAccess": "Disabled"'), '"Disabled"');
    expect(says).toContain("**publicNetworkAccess** of kv: **Disabled**");
    expect(says).toContain("IP and subnet rules have no effect");
  });

  it.each([
    [
      "Enforced",
      "publicNetworkAccess",
      "Only a network security perimeter decides about public traffic here",
    ],
    ["Enforced", "defaultAction", "Only a network security perimeter decides about public traffic here"],
    ["Enforced", '"bypass"', "Only a network security perimeter decides about public traffic here"],
    [
      "Enforced",
      "enabledForDeployment",
      "the service is blocked, because a network security perimeter decides",
    ],
    ["Learning", "publicNetworkAccess", "Inbound rules of a network security perimeter allow what they list"],
    ["Learning", "enabledForDeployment", "allowed as a trusted service"],
    [
      "[parameters('addresses')]",
      "defaultAction",
      "Whether a network security perimeter overrides this setting depends on",
    ],
    ["[parameters('addresses')]", "enabledForDeployment", "as a trusted service depends on"],
  ])("with an association that is %s, on %s says: %s", async (mode, text, expected) => {
    const says = await hoverIn(vaultTemplate(perimeterVault, perimeter(mode)), text);
    expect(says).toContain(expected);
    expect(says.split("\n").length).toBeLessThanOrEqual(12);
  });

  it("does not call a service trusted where public access is secured by perimeter", async () => {
    const secured = perimeterVault.replace('"Disabled"', '"SecuredByPerimeter"');
    expect(await hoverIn(vaultTemplate(secured), "enabledForDeployment")).toContain("the service is blocked");
    expect(await hoverIn(vaultTemplate(secured), '"kv"')).not.toContain("trusted services");
    expect(await hoverIn(vaultTemplate(secured), '"bypass"')).toContain("overrides this setting");
  });

  it("leaves a service open that rules of a perimeter for subscriptions may allow", async () => {
    const rules = perimeter("Enforced").replace(
      '"addressPrefixes": ["203.0.113.0/24"]',
      '"subscriptions": [{ "id": "/subscriptions/0000" }]',
    );
    expect(await hoverIn(vaultTemplate(perimeterVault, rules), "enabledForDeployment")).toContain(
      "depends on the rules of the network security perimeter",
    );
  });

  it.each([
    ['"203.0.113.7"', "at most 10 per managed HSM", "1,000"],
    ['"10.0.0.0/8"', "Use a private endpoint.", "subnet"],
    ["publicNetworkAccess", "IP rules have no effect", "subnet"],
    ["defaultAction", "its IP rules have no effect", "subnet"],
    ['"bypass"', "is documented for vaults", "subnet rule"],
    ['"kv"', "· 1 address · trusted services", "1 subnet"],
  ])("on %s of a managed HSM says: %s", async (text, expected, never) => {
    const hsm = vaultTemplate(`"publicNetworkAccess": "Enabled", "networkAcls": {
  "bypass": "AzureServices",
  "defaultAction": "Deny",
  "ipRules": [{ "value": "203.0.113.7" }, { "value": "10.0.0.0/8" }],
  "virtualNetworkRules": [{ "id": "/subscriptions/0000/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet/subnets/app" }]
}`).replace("Microsoft.KeyVault/vaults", "Microsoft.KeyVault/managedHSMs");
    const says = await hoverIn(hsm, text);
    expect(says).toContain(expected);
    expect(says).not.toContain(never);
  });

  it("shows names as text, whatever they hold", async () => {
    const says = await hoverIn(openVault.replace('"kv"', '"[x](https://evil)<img>"'), '"bypass"');
    expect(says).not.toContain("[x](https://evil)");
    expect(says).not.toContain("<img>");
  });

  it("is silent when it is switched off", async () => {
    const quiet = await Editor.start({ settings: () => ({ hover: { enable: false } }) });
    await quiet.open(uri, openVault);
    expect(await hoverAt(quiet, '"Allow"')).toBe("");
  });
});

describe("hover on a setting that differs between environments", () => {
  const main = "file:///w/main.bicep";
  const text = `param action string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: { networkAcls: { defaultAction: action } }
}
`;
  const valuesOf = (...environments: readonly (readonly [string, string])[]) =>
    Object.fromEntries(
      environments.map(([name, action]) => [
        `file:///w/main.${name}.bicepparam`,
        `using 'main.bicep'\nparam action = '${action}'\n`,
      ]),
    );
  const shownIn = async (files: Readonly<Record<string, string>>): Promise<string> => {
    const editor = await editorOf({ [main]: text, ...files });
    await editor.open(main, text, "bicep");
    const hover = await editor.at<Hover>("textDocument/hover", main, "defaultAction");
    return MarkupContent.is(hover.contents) ? hover.contents.value : "";
  };

  it("says each value, and only then what values mean", async () => {
    const both = /^- dev: .*\*\*Deny\*\*\n- prod: .*\*\*Allow\*\*\n\n- `Allow`: the firewall is off/;
    expect(await shownIn(valuesOf(["dev", "Deny"], ["prod", "Allow"]))).toMatch(both);
  });

  it("says that there are more environments than it shows", async () => {
    const several = "abcdefghi".split("").map((name) => [name, name] as const);
    expect(await shownIn(valuesOf(...several))).toMatch(/\d more not shown\.$/);
  });
});

describe("hover on text that configures several vaults, or one in several ways", () => {
  const vaults = `param isOpen bool
param names array = ['a', 'b', 'c', 'd', 'e']
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv'
  properties: {
    enabledForDeployment: isOpen
    publicNetworkAccess: isOpen ? 'Enabled' : 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [isOpen ? { value: '203.0.113.0/24' } : { value: '198.51.100.7' }] }
  }
}
resource all 'Microsoft.KeyVault/vaults@2026-02-01' = [for (name, i) in names: {
  name: 'kv-\${name}'
  properties: {
    enabledForDiskEncryption: i == 0
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: i == 1 ? 'Allow' : 'Deny' // all
      ipRules: [{ value: '192.0.2.\${i}' }]
    }
  }
}]
`;

  it.each([
    ["publicNetworkAccess", "**publicNetworkAccess** of kv: **Enabled** or **Disabled**\n\n- `Enabled`"],
    ["enabledForDeployment", "**enabledForDeployment** of kv: **true** or **false**\n\nAzure Virtual"],
    [
      "'Deny' // all",
      `- **defaultAction** of kv\\-a, kv\\-c, kv\\-d, kv\\-e: **Deny**
- **defaultAction** of kv\\-b: **Allow**

- \`Allow\`: the firewall is off.`,
    ],
    [
      "bypass: 'AzureServices'",
      "of kv\\-a, kv\\-b, kv\\-c, kv\\-d and 1 more: **AzureServices**\n\n- `Azure",
    ],
    [
      "enabledForDiskEncryption",
      "- **enabledForDiskEncryption** of kv\\-a: **true**\n- **enabledForDiskEncryption** of kv\\-b, ",
    ],
    ["'192.0.2.$", "- **IP rule** 192\\.0\\.2\\.0 of kv\\-a: 192.0.2.0, 1 address\n- **IP rule** 192"],
    ["'192.0.2.$", "192.0.2.3, 1 address\n\n1 more not shown.\n\n[IP rules]"],
  ])("on %s says of which vaults each value is", async (text, expected) => {
    const editor = await Editor.start();
    await editor.open(uri, vaults, "bicep");
    const says = await hoverAt(editor, text);
    expect(says).toContain(expected);
    expect(says.split("\n").length).toBeLessThanOrEqual(12);
  });
});

describe("hover on what is said of several environments", () => {
  const main = "file:///w/main.bicep";
  const text = `param env string
resource kv 'Microsoft.KeyVault/vaults@2026-02-01' = {
  name: 'kv-\${env}-\${uniqueString(resourceGroup().id)}-of-a-name-that-depends-on-much-and-is-therefore-long'
  properties: { networkAcls: { defaultAction: 'Deny', bypass: 'None', ipRules: [{ value: '10.0.0.0/8' }] } }
}
`;
  const files = Object.fromEntries(
    ["dev", "prod"].map((name) => [
      `file:///w/main.${name}.bicepparam`,
      `using 'main.bicep'\nparam env = '${name}'\n`,
    ]),
  );

  it("names the page of a rule once, and cuts no sentence short", async () => {
    const editor = await editorOf({ [main]: text, ...files });
    await editor.open(main, text, "bicep");
    const hover = await editor.at<Hover>("textDocument/hover", main, "'10.0.0.0/8'");
    const says = MarkupContent.is(hover.contents) ? hover.contents.value : "";
    expect(says.match(/KV201/g)).toHaveLength(2);
    const vault = await editor.at<Hover>("textDocument/hover", main, "kv '");
    expect(JSON.stringify(vault.contents)).not.toContain("…");
  });
});

describe("hover on settings of azurerm", () => {
  const main = "file:///w/main.tf";
  const text = `resource "azurerm_key_vault" "kv" {
  name                          = "kv"
  location                      = "westeurope"
  resource_group_name           = "rg"
  tenant_id                     = "0"
  sku_name                      = "standard"
  public_network_access_enabled = false

  network_acls {
    default_action = "Deny"
    bypass         = "AzureServices"
  }
}
`;

  it.each([
    [
      "public_network_access_enabled",
      "**public_network_access_enabled** of kv: **false**\n\n- `true`, the default: the firewall (`network_acls`) decides.\n- `false`:",
      "SecuredByPerimeter",
    ],
    ["default_action", "**default_action** of kv: **Deny**", "defaultAction"],
    ["bypass", "- `AzureServices`: trusted", "the default"],
  ])("on %s speaks as azurerm does", async (setting, expected, never) => {
    const editor = await editorOf({ [main]: text });
    await editor.open(main, text, "terraform");
    const { contents } = await editor.at<Hover>("textDocument/hover", main, setting);
    const says = MarkupContent.is(contents) ? contents.value : "";
    expect(says).toContain(expected);
    expect(says).not.toContain(never);
  });
});
