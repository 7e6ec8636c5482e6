import { evaluateIn } from "../evaluate/scope.ts";
import type { Origin } from "../evaluate/values/origin.ts";
import { knownText, writtenAt } from "../evaluate/values/value.ts";
import { bindResource } from "./bind/resource.ts";
import type { Network, Vault } from "./network.ts";
import type { Resource } from "./resources-by-type.ts";
import { isForeign } from "./fields/owner.ts";
import type { Span } from "../text/document.ts";

/** A resource of Key Vault with the version of the API that is written for it. */
export interface Versioned {
  readonly resource: Resource;
  /** The same, where it is a vault that is declared here rather than looked up. */
  readonly vault: Vault | null;
  readonly version: string;
  readonly origin: Origin;
  /** Where the version is written. */
  readonly place: Span;
}

/** Every type that Key Vault has in Azure Resource Manager: https://learn.microsoft.com/azure/templates/microsoft.keyvault/vaults */
const types: readonly string[] = [
  "microsoft.keyvault/vaults",
  "microsoft.keyvault/vaults/accesspolicies",
  "microsoft.keyvault/vaults/keys",
  "microsoft.keyvault/vaults/keys/versions",
  "microsoft.keyvault/vaults/privateendpointconnections",
  "microsoft.keyvault/vaults/secrets",
  "microsoft.keyvault/vaults/secrets/versions",
  "microsoft.keyvault/managedhsms",
  "microsoft.keyvault/managedhsms/keys",
  "microsoft.keyvault/managedhsms/keys/versions",
  "microsoft.keyvault/managedhsms/privateendpointconnections",
];

/**
 * The declarations of vaults, of their contents, and of references to either, whose version is known, each instance
 * separately. The version of deployed resources, or of those that others publish, comes from elsewhere.
 */
export function versionedResources(network: Network): readonly Versioned[] {
  const vaults = new Map(
    network.vaults.flatMap((vault) => [...vault.writes, vault]).map((vault) => [vault.key, vault]),
  );
  return network
    .resources(...types)
    .filter((instance) => instance.exists().truth !== "no")
    .map(bindResource)
    .flatMap((own) => versioned(own, vaults.get(own.key) ?? null) ?? []);
}

/** A vault with its version; null if that is not known, or not written in a template of this repository. */
export function versionedVault(vault: Vault): Versioned | null {
  return versioned(vault, vault);
}

/** The version of the API that is written for a resource; null if none is known. */
export function writtenVersion({ instance: { declaration, frame } }: Resource): string | null {
  const version = declaration.apiVersion && evaluateIn({ frame, locals: null }, declaration.apiVersion);
  return knownText(version);
}

function versioned(resource: Resource, vault: Vault | null): Versioned | null {
  const { declaration, frame } = resource.instance;
  if (!declaration.apiVersion || frame.template.state) return null;
  const version = evaluateIn({ frame, locals: null }, declaration.apiVersion);
  if (version.kind !== "known" || typeof version.value !== "string") return null;
  const place = writtenAt(version.origin);
  if (isForeign(place, frame)) return null;
  const declared = vault && !vault.existing ? vault : null;
  return {
    resource: vault ?? resource,
    vault: declared,
    version: version.value,
    origin: version.origin,
    place,
  };
}
