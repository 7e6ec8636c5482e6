import { relative } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult, VaultsResult } from "../../server/src/protocol/vaults.ts";
import { type Workspace, workspace } from "../cli/workspace.ts";
import { editorOf } from "../lsp/support/memory.ts";
import { vaultWith } from "../outside/vault-with.ts";

/** A network with a subnet for machines. */
const network = `resource vnet 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: 'spoke'
  properties: { addressSpace: { addressPrefixes: ['10.0.0.0/16'] } }
  resource agents 'subnets' = {
    name: 'agents'
    properties: { addressPrefix: '10.0.0.0/24', serviceEndpoints: [{ service: 'Microsoft.KeyVault' }] }
  }
}
`;

/** A cluster that has the driver for secret stores. */
const cluster = (name: string): string => `${network}
resource cluster 'Microsoft.ContainerService/managedClusters@2024-01-01' = {
  name: '${name}'
  identity: { type: 'SystemAssigned' }
  properties: {
    agentPoolProfiles: [{ name: 'pool', vnetSubnetID: vnet::agents.id }]
    addonProfiles: { azureKeyvaultSecretsProvider: { enabled: true } }
  }
}
`;

const manifest = `apiVersion: external-secrets.io/v1
kind: ClusterSecretStore
metadata:
  name: vault
spec:
  provider:
    azurekv:
      vaultUrl: https://KV1.vault.azure.net/
`;

const store = "pipeline:k8s/store.yaml#ClusterSecretStore/vault";
const accessFile = JSON.stringify({ version: 1, sources: { builder: { subnet: "spoke/agents" } } });

interface Scene {
  readonly what: string;
  readonly files: Readonly<Record<string, string>>;
  readonly from: string;
  /** None if it is not known where the caller is. */
  readonly verdicts: readonly string[];
}

/** What a root says about its caller may depend on what other roots declare. */
const scenes: readonly Scene[] = [
  {
    what: "a manifest that either of two roots' clusters may run",
    files: {
      "app/main.bicep": vaultWith("Deny") + cluster("one"),
      "ops/main.bicep": cluster("two"),
      "k8s/store.yaml": manifest,
    },
    from: store,
    verdicts: [],
  },
  {
    what: "a manifest that the only cluster runs",
    files: {
      "app/main.bicep": vaultWith("Deny") + cluster("one"),
      "ops/main.bicep": network,
      "k8s/store.yaml": manifest,
    },
    from: store,
    verdicts: ["denied"],
  },
  {
    what: "a source that an access file calls by the name of another root's subnet",
    files: {
      "app/main.bicep": vaultWith("Deny"),
      "app/.keyvault-access.jsonc": accessFile,
      "net/main.bicep": network,
    },
    from: "builder",
    verdicts: ["denied"],
  },
];

const opened: Workspace[] = [];
afterAll(() => {
  for (const each of opened) each.remove();
});

describe.each(scenes)("$what", ({ files, from, verdicts: expected }) => {
  test("is judged on the command line with all roots", () => {
    const folder = workspace(files);
    opened.push(folder);
    const top = relative(process.cwd(), folder.folder).replaceAll("\\", "/");
    const { verdicts } = folder.json("simulate", "--from", from.replace(":", `:${top}/`), "./").report;
    expect(verdicts.map((each) => each.verdict)).toEqual(expected);
  });

  test("is judged in the editor with all roots, also at one vault", async () => {
    const uris = Object.fromEntries(Object.entries(files).map(([path, text]) => [`file:///w/${path}`, text]));
    const editor = await editorOf(uris);
    await editor.request(serverRequests.scan, {});
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    const to = vaults.map(({ root, key, environment }) => ({ root, key, environment }));
    expect(to).toHaveLength(1);
    for (const at of [{}, { to }]) {
      const asked = { from: [from], ...at };
      const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, asked);
      expect(verdicts.map((each) => each.verdict)).toEqual(expected);
    }
  });
});
