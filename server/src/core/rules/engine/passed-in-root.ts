import { moduleInstances } from "../../evaluate/instances/instances.ts";
import { hops, writtenAt } from "../../evaluate/values/value.ts";
import type { Frame } from "../../evaluate/scope.ts";
import type { Vault } from "../../network/network.ts";
import { originsOfVault } from "../../network/origins-of-vault.ts";
import { compareSpans, type Span, spanKey } from "../../text/span.ts";
import { foldName } from "../../text/fold.ts";

/**
 * Where the root passes on the value of a vault's setting or rule that is written at a place: the argument of the call that creates
 * the vault. `calls` are the frames from the vault to the root, which calls the last one. Null if no argument or several pass it.
 */
export function passedInRoot(vault: Vault, written: Span, calls: readonly Frame[]): Span | null {
  const outermost = calls.at(-1);
  if (!outermost) return null;
  const passed = new Map<string, Span>();
  for (const origin of originsOfVault(vault)) {
    if (compareSpans(writtenAt(origin), written) !== 0) continue;
    // A value from the root passes through an argument of each call.
    const through = hops(origin).filter(({ via }) => via === "argument");
    const argument = argumentOf(outermost, through[calls.length - 1]?.name ?? null);
    if (argument) passed.set(spanKey(argument), argument);
  }
  const [only, ...others] = passed.values();
  return only && others.length === 0 ? only : null;
}

/** The value that a call gives to a parameter, as it is written there. */
function argumentOf(frame: Frame, name: string | null): Span | null {
  const call = frame.caller && moduleInstances(frame.caller).find((each) => each.frame === frame);
  const given = call?.declaration.arguments;
  if (name === null || given?.kind !== "dictionary") return null;
  for (const entry of given.entries) {
    if (entry.kind !== "entry" || entry.key.kind !== "literal") continue;
    if (foldName(String(entry.key.value)) === foldName(name)) return entry.value.span;
  }
  return null;
}
