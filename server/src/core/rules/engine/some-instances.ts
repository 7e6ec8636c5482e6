import type { World } from "../../access/worlds.ts";
import type { Vault } from "../../network/network.ts";
import { spanKey } from "../../text/span.ts";
import { instanceCount } from "./instances.ts";
import type { Finding } from "../rule.ts";
import type { SomeInstances } from "./reported-finding.ts";

/** Instances beyond this number are counted instead of named. */
const mostNames = 3;

/** The instances of a vault's declaration that a finding holds for, where it does not hold for all of them. */
export function someInstances(
  { vault: first }: Finding,
  group: readonly Finding[],
  worlds: readonly World[],
): SomeInstances | null {
  if (!first) return null;
  const same = group.flatMap(({ vault }) =>
    vault && spanKey(vault.span) === spanKey(first.span) ? [vault] : [],
  );
  const found = [...new Map(same.map((vault) => [vault.key, vault])).values()];
  if (found.length >= instanceCount(first, worlds)) return null;
  const names = found.slice(0, mostNames).map(nameOfInstance);
  return { names, more: found.length - names.length };
}

/** `kv["dev"]`: the calls that create it, and its own iteration. */
function nameOfInstance({ module, symbol, instance: { iteration } }: Vault): string {
  if (module === null) return symbol;
  return iteration === null ? module : `${module}/${symbol}`;
}
