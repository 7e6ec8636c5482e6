import {
  type Analysis,
  analyze,
  type Document,
  readSource,
  reportVaults,
  reportVerdicts,
  type VaultReport,
  type VerdictReport,
} from "../../server/src/core/index.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = Readonly<Record<string, Json>>;

/** A template with these resources; other parts, such as parameters, beside them. */
export function template(resources: readonly JsonObject[], parts: JsonObject = {}): JsonObject {
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    ...parts,
    resources,
  };
}

/** A vault named kv. */
export function vault(properties: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    type: "Microsoft.KeyVault/vaults",
    apiVersion: "2023-07-01",
    name: "kv",
    location: "westeurope",
    properties,
    ...more,
  };
}

/** A managed HSM named hsm. */
export function managedHsm(properties: JsonObject, more: JsonObject = {}): JsonObject {
  return {
    type: "Microsoft.KeyVault/managedHSMs",
    apiVersion: "2025-05-01",
    name: "hsm",
    properties,
    ...more,
  };
}

/** A virtual network with subnets by name, each with or without Key Vault's service endpoint. */
export function virtualNetwork(name: string, subnets: Readonly<Record<string, boolean>>): JsonObject {
  return {
    type: "Microsoft.Network/virtualNetworks",
    apiVersion: "2024-05-01",
    name,
    properties: {
      subnets: Object.entries(subnets).map(([subnet, endpoint]) => ({
        name: subnet,
        properties: {
          addressPrefix: "10.1.0.0/24",
          ...(endpoint ? { serviceEndpoints: [{ service: "Microsoft.KeyVault" }] } : {}),
        },
      })),
    },
  };
}

export function subnetId(network: string, subnet: string): string {
  return `[resourceId('Microsoft.Network/virtualNetworks/subnets', '${network}', '${subnet}')]`;
}

/** An approved private endpoint in a subnet that leads to a resource. */
export function privateEndpoint(
  subnet: string,
  target = "[resourceId('Microsoft.KeyVault/vaults', 'kv')]",
  group = "vault",
): JsonObject {
  return {
    type: "Microsoft.Network/privateEndpoints",
    apiVersion: "2024-05-01",
    name: "pe",
    properties: {
      subnet: { id: subnet },
      privateLinkServiceConnections: [
        { name: "pe", properties: { privateLinkServiceId: target, groupIds: [group] } },
      ],
    },
  };
}

/** Analyses files by path; the first one is the root. */
export function analyzeFiles(files: Readonly<Record<string, JsonObject | string>>): Analysis {
  const documents = new Map(
    Object.entries(files).map(([id, content]): [string, Document] => [
      id,
      { id, text: typeof content === "string" ? content : JSON.stringify(content, null, 2) },
    ]),
  );
  const [root = ""] = documents.keys();
  return analyze({
    root,
    files: { get: (id) => documents.get(id) ?? null, resolve: (_from, path) => path },
  });
}

export function analyzeTemplate(root: JsonObject): Analysis {
  return analyzeFiles({ "main.json": root });
}

export function vaultsOf(root: JsonObject): readonly VaultReport[] {
  return reportVaults(analyzeTemplate(root).worlds);
}

/** The only vault of a template. */
export function onlyVault(root: JsonObject): VaultReport {
  return only(vaultsOf(root));
}

/** The verdicts on a source at all vaults. */
export function verdictsOf(analysis: Analysis, from: string): readonly VerdictReport[] {
  const reading = readSource(from);
  if (!("source" in reading)) throw new Error(reading.fault.kind);
  return reportVerdicts(analysis.worlds, from, reading.source);
}

/** The verdict on a source at the only vault of a template. */
export function ask(root: JsonObject, from: string): VerdictReport {
  return only(verdictsOf(analyzeTemplate(root), from));
}

export function only<T>(items: readonly T[]): T {
  const [item] = items;
  if (items.length !== 1 || item === undefined) throw new Error(`one expected, not ${items.length}`);
  return item;
}
