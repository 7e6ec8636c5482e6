import { vaultsNeverCreated, type World } from "../access/worlds.ts";
import { resourceInstances } from "../evaluate/instances/instances.ts";
import type { Home, ResourceInstance } from "../evaluate/types.ts";
import type { Origin } from "../evaluate/values/origin.ts";
import { foldedText } from "../evaluate/values/symbol.ts";
import { known } from "../evaluate/values/value.ts";
import { memoize } from "../logic/memoize.ts";
import { deploymentsOf } from "../network/bind/deployments.ts";
import type { Link } from "../network/ids/links.ts";
import { nameOfVaultAt, nameTextAt } from "../network/ids/vault-uri.ts";
import { canBeName } from "../network/ids/vault-named.ts";
import type { Network, Vault } from "../network/network.ts";
import { nameKey } from "../network/writes/writes.ts";
import { everyConsumerIn } from "../services/consumers/find-consumers.ts";
import { foldName } from "../text/fold.ts";

/** A root in one environment, evaluated on its own. */
export interface Member extends Home {
  /** One for each assumption about its open parameters. */
  readonly worlds: readonly World[];
  /** Its network as other roots see it: under no assumption, and with symbols and keys that no other root has. Computed once. */
  readonly outside: () => Network;
}

/** A vault as other roots see it before they are linked with it. */
export interface SeenVault extends Identity, Pick<Vault, "key" | "module" | "symbol" | "label"> {
  /** Its name as it is written, in lower case; null if it is not known. */
  readonly written: string | null;
}

interface Size {
  readonly worlds: number;
  /** Those of all worlds together. */
  readonly vaults: number;
}

/** How many worlds and vaults there are. */
export function sizeOf({ worlds }: Member): Size {
  return {
    worlds: worlds.length,
    vaults: worlds.reduce((sum, { network }) => sum + network.vaults.length, 0),
  };
}

/** What vaults of a repository are recognized by. */
export interface Identity {
  readonly kind: Vault["kind"];
  /** The known name in lower case; null if it is not known. */
  readonly name: string | null;
  /** The same for all names that are certainly equal; null if a name cannot be compared. */
  readonly expression: string | null;
}

/** The vaults that a root declares and may deploy. States and plans declare nothing. */
export const declaredVaults = memoize(({ worlds }: Member) =>
  vaultsOf(worlds)
    .filter(
      ({ existing, state, instance }) =>
        !existing && state === null && instance.declaration.updates === undefined,
    )
    .map(seen),
);

/** The vaults that a root looks up or updates. */
export const lookedUpVaults = memoize(({ worlds }: Member) =>
  vaultsOf(worlds)
    .filter(({ existing, instance }) => existing || instance.declaration.updates !== undefined)
    .map(seen),
);

/** The vaults that a root lists and never creates. */
export const neverCreated = memoize(({ worlds }: Member) => vaultsNeverCreated(worlds).map(seen));

/** The names, in lower case, of vaults that a root mentions only by ID or address. */
export const mentionedVaults = memoize(({ worlds }: Member) => [
  ...new Set(worlds.flatMap(({ network }) => linksIn(network).flatMap((link) => nameOfLink(link) ?? []))),
]);

/** Whether a root declares vaults or looks any up. */
export function hasVaults(member: Member): boolean {
  return sizeOf(member).vaults > 0;
}

/**
 * The names of vaults that a root takes from the state of another one, each as the same text for all that are certainly equal. They
 * are known only in part, but that part is of the other root.
 */
export const vaultsFromStates = memoize(({ worlds }: Member) => [
  ...new Set(
    worlds.flatMap(({ network }) =>
      linksIn(network).flatMap((link) => {
        const name = link.kind === "external" ? nameTextAt(link.id) : null;
        const isPartial = name !== null && typeof name !== "string";
        return (isPartial ? foldedText(known(name, nowhere)) : null) ?? [];
      }),
    ),
  ),
]);

const nowhere: Origin = { span: { document: "", start: 0, end: 0 } };

function seen(vault: Vault): SeenVault {
  const { kind, key, module, symbol, label } = vault;
  const written = nameKey(vault);
  const name = written !== null && canBeName(written) ? written : null;
  // A placeholder that some tool fills in later names no vault; what only lacks a part is an expression like others.
  const isExpression = name === null && (written === null || /^[a-z0-9-]{3,24}$/.test(written));
  const expression = isExpression ? foldedText(vault.name) : null;
  return { kind, key, module, symbol, label, written, name, expression };
}

/** The name of the vault that a link refers to, in lower case; null if it is unknown. */
export function nameOfLink(link: Link<Vault>): string | null {
  if (link.kind === "declared") return nameKey(link.to);
  return link.kind === "external" ? (foldName(nameOfVaultAt(link.id)) ?? null) : null;
}

/** All resources of a network's own root, deployments included. */
export const instancesIn = memoize(({ frames }: Network): readonly ResourceInstance[] => [
  ...frames.flatMap(resourceInstances),
  ...deploymentsOf(frames),
]);

function vaultsOf(worlds: readonly World[]): readonly Vault[] {
  const found = new Map<string, Vault>();
  for (const { network } of worlds)
    for (const vault of network.vaults)
      if (vault.exists.truth !== "no" && !found.has(vault.key)) found.set(vault.key, vault);
  return [...found.values()];
}

function linksIn(network: Network): readonly Link<Vault>[] {
  return [
    ...network.privateEndpoints.flatMap(({ connections }) => connections.flatMap(({ vault }) => vault ?? [])),
    ...network.perimeterAssociations.flatMap(({ vault }) => vault ?? []),
    ...network.vaultContents.map(({ vault }) => vault),
    ...network.accessPolicies.map(({ vault }) => vault),
    ...network.roleAssignments.map(({ vault }) => vault),
    ...everyConsumerIn(network).flatMap(({ uses }) => uses.map(({ vault }) => vault)),
  ];
}
