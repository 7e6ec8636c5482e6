import { services } from "../../server/src/core/services/catalogue.ts";
import type { ValueKind } from "../../server/src/core/services/service.ts";

const id = "[resourceId('Microsoft.KeyVault/vaults', 'kv-shop')]";
const secret = "https://kv-shop.vault.azure.net/secrets/s";

/** What a place of the catalog holds when it refers to the vault; other kinds are about something else. */
const values: Readonly<Partial<Record<ValueKind, unknown>>> = {
  "vault-id": id,
  "vault-uri": "https://kv-shop.vault.azure.net/",
  "vault-name": "kv-shop",
  "secret-uri": secret,
  "key-uri": "https://kv-shop.vault.azure.net/keys/k/1",
  "certificate-id": secret,
  "secret-resource-id": "[resourceId('Microsoft.KeyVault/vaults/secrets', 'kv-shop', 's')]",
  "app-setting-reference": `@Microsoft.KeyVault(SecretUri=${secret})`,
};

/** How a vault is closed, or is not. */
const networks: Readonly<Record<string, object>> = {
  disabled: { publicNetworkAccess: "Disabled" },
  "without bypass": { networkAcls: { defaultAction: "Deny", bypass: "None" } },
  "with bypass": { networkAcls: { defaultAction: "Deny", bypass: "AzureServices" } },
  "a rule of no use": {
    networkAcls: { defaultAction: "Deny", bypass: "None", ipRules: [{ value: "10.0.0.4" }] },
  },
  perimeter: { publicNetworkAccess: "SecuredByPerimeter" },
};

/** A template for each place in ARM of the catalog that refers to a vault, and for some of the ways to close it, in turns. */
export function armOfCatalog(ways: number): readonly { readonly name: string; readonly text: string }[] {
  let turn = 0;
  return services().flatMap(({ id: service, arm }) =>
    arm.flatMap(({ type, references }) =>
      references.flatMap(({ path, kind }) => {
        const value = values[kind];
        if (value === undefined || path.includes("<") || path.includes(">")) return [];
        const resource = at(path.split("."), value, { type, apiVersion: "2023-01-01", name: nameOf(type) });
        const all = Object.entries(networks);
        const some = Array.from({ length: ways }, () => all[turn++ % all.length]).filter(
          (each) => each !== undefined,
        );
        return some.map(([how, properties]) => ({
          name: `${service}, ${path}, ${how}`,
          text: templateOf(properties, resource),
        }));
      }),
    ),
  );
}

function nameOf(type: string): string {
  return type
    .split("/")
    .slice(1)
    .map((_, index) => `caller${index}`)
    .join("/");
}

/** An object with a value at a path, `properties.apps[].vault`. */
function at(path: readonly string[], value: unknown, around: object = {}): object {
  const [head = "", ...rest] = path;
  const key = head.replace("[]", "").replace("*", "any");
  const inner = rest.length === 0 ? value : at(rest, value);
  return { ...around, [key]: head.endsWith("[]") ? [inner] : inner };
}

function templateOf(properties: object, resource: object): string {
  const vault = {
    type: "Microsoft.KeyVault/vaults",
    apiVersion: "2024-11-01",
    name: "kv-shop",
    location: "westeurope",
    properties: { tenantId: "[tenant().tenantId]", sku: { family: "A", name: "standard" }, ...properties },
  };
  return JSON.stringify({
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: [vault, resource],
  });
}
