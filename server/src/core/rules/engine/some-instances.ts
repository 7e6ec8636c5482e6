import { labelOf, titleOf } from "../../access/vault-label.ts";
import type { World } from "../../access/worlds.ts";
import type { Vault } from "../../network/network.ts";
import { spanKey } from "../../text/span.ts";
import { instanceCount } from "./instances.ts";
import type { Finding } from "../rule.ts";
import type { SomeInstances } from "./reported-finding.ts";

/** Instances beyond this number are counted instead of named. */
const mostNames = 3;

/** The vaults that a finding holds for, where these are several declarations or not all instances of one. */
export function someInstances(
  { vault: first }: Finding,
  group: readonly Finding[],
  worlds: readonly World[],
): SomeInstances | null {
  if (!first) return null;
  const vaults = group.flatMap(({ vault }) => vault ?? []);
  const declared = new Map(vaults.map((vault) => [spanKey(vault.span), vault]));
  if (declared.size > 1) return listed([...declared.values()], (vault) => titleOf(labelOf(vault)));
  const found = [...new Map(vaults.map((vault) => [vault.key, vault])).values()];
  return found.length >= instanceCount(first, worlds) ? null : listed(found, nameOfInstance);
}

function listed(vaults: readonly Vault[], nameOf: (vault: Vault) => string): SomeInstances {
  const names = vaults.slice(0, mostNames).map(nameOf);
  return { names, more: vaults.length - names.length };
}

/** `kv["dev"]`: the calls that create it, and its own iteration. */
function nameOfInstance({ module, symbol, instance: { iteration } }: Vault): string {
  if (module === null) return symbol;
  return iteration === null ? module : `${module}/${symbol}`;
}
