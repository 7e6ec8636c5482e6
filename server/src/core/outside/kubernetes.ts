import { type Job, jobOf, useOf } from "./job.ts";
import { vaultNamesIn } from "./names.ts";
import { entriesOf, textOf, valueOf, type YamlNode } from "./yaml.ts";

/**
 * What reads secrets for a manifest of Kubernetes, and where the manifest names the vault. The driver for secret stores runs in the
 * network of the node, whatever the network of pods is; operators run in pods of their own:
 * https://azure.github.io/secrets-store-csi-driver-provider-azure/docs/getting-started/usage,
 * https://external-secrets.io/latest/provider/azure-key-vault, https://akv2k8s.io,
 * https://keda.sh/docs/latest/authentication-providers/azure-key-vault
 */
const readers: ReadonlyMap<string, { readonly from: "node" | "pod"; readonly path: readonly string[] }> =
  new Map([
    ["SecretProviderClass", { from: "node", path: ["spec", "parameters", "keyvaultName"] }],
    ["SecretStore", { from: "pod", path: ["spec", "provider", "azurekv", "vaultUrl"] }],
    ["ClusterSecretStore", { from: "pod", path: ["spec", "provider", "azurekv", "vaultUrl"] }],
    ["TriggerAuthentication", { from: "pod", path: ["spec", "azureKeyVault", "vaultUri"] }],
    ["ClusterTriggerAuthentication", { from: "pod", path: ["spec", "azureKeyVault", "vaultUri"] }],
    ["AzureKeyVaultSecret", { from: "pod", path: ["spec", "vault", "name"] }],
  ]);

/** The calls of a manifest, as a job that runs in a cluster; none if it reads no vault. */
export function manifestJobs(manifest: YamlNode): readonly Job[] {
  const kind = textOf(valueOf(manifest, "kind")) ?? "";
  const reader = readers.get(kind);
  const vault = reader?.path.reduce<YamlNode | null>((node, key) => valueOf(node, key), manifest);
  if (!reader || vault?.kind !== "scalar" || vault.text === "") return [];
  const name = textOf(valueOf(valueOf(manifest, "metadata"), "name"));
  const span = entriesOf(manifest)[0]?.key.span ?? vault.span;
  // Text in braces or with a dollar sign is filled in by Helm, Kustomize or a pipeline.
  const vaults = /[{}$]/.test(vault.text) ? null : vaultNamesIn([vault.text]);
  const calls = [useOf(vault.text, vaults, vault.span)];
  const title = name === null ? kind : `${kind}/${name}`;
  return [jobOf(span, title, { kind: "cluster", from: reader.from }, { calls })];
}
