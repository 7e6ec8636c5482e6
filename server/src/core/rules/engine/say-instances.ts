import { listAnd } from "../../text/list.ts";
import type { World } from "../../access/worlds.ts";
import type { Vault } from "../../network/network.ts";
import { spanKey } from "../../text/span.ts";
import { instanceCount } from "./instances.ts";
import type { Finding } from "../rule.ts";

/** More instances than these are counted rather than named. */
const mostNames = 3;

/** The message of a finding; where it holds for some instances of a vault's declaration only, it ends with these. */
export function sayInstances(
  { message, vault: first }: Finding,
  group: readonly Finding[],
  worlds: readonly World[],
): string {
  if (!first) return message;
  const same = group.flatMap(({ vault }) =>
    vault && spanKey(vault.span) === spanKey(first.span) ? [vault] : [],
  );
  const found = [...new Map(same.map((vault) => [vault.key, vault])).values()];
  if (found.length >= instanceCount(first, worlds)) return message;
  const names = found.slice(0, mostNames).map(nameOfInstance);
  const rest = found.length - names.length;
  return message.replace(/\.$/, ` (${listAnd(rest > 0 ? [...names, `${rest} more`] : names)}).`);
}

/** `kv["dev"]`: the calls that lead to it, and its own iteration. */
function nameOfInstance({ module, symbol, instance: { turn } }: Vault): string {
  if (module === null) return symbol;
  return turn === null ? module : `${module}/${symbol}`;
}
