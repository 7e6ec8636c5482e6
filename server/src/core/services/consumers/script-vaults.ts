import type { Plain, Text } from "../../evaluate/values/plain.ts";
import { isText, partsOf, textOf } from "../../evaluate/values/plain.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { known } from "../../evaluate/values/value.ts";
import type { FlatText } from "../../network/ids/flat-text.ts";
import { flatten } from "../../network/ids/flat-text.ts";
import type { Link } from "../../network/ids/links.ts";
import type { Vault } from "../../network/network.ts";
import type { Names } from "../../outside/names.ts";
import { namesWithin, noNames, resolveWord } from "../../outside/names.ts";
import { scriptIn, vaultCommand } from "../../outside/script-commands.ts";
import type { WrittenScript } from "./written-scripts.ts";
import { scriptsIn } from "./written-scripts.ts";
import type { FoundReference } from "./vault-link.ts";
import { choice, freeText, linksTo, mentionedIn } from "./vault-link.ts";

/** What a resource gives a script in variables of its environment, by their names. */
export type ScriptEnvironment = ReadonlyMap<string, string | Text>;

/**
 * The vaults that a script uses which a resource runs. What only changes settings of vaults or looks them up goes through Azure Resource
 * Manager, and uses none.
 */
export function vaultsInScript(
  value: Value,
  environment: ScriptEnvironment,
  vaults: readonly Vault[],
): readonly Link<Vault>[] {
  if (value.kind === "oneOf")
    return choice(value.options.map((each) => vaultsInScript(each, environment, vaults)));
  if (value.kind === "unknown")
    return value.encodes ? vaultsInScript(value.encodes, environment, vaults) : [];
  const { value: plain } = value;
  if (typeof plain !== "string" && !isText(plain)) return [];
  const { calls, addresses } = readScripts(plain, environment);
  const found = distinct([...calls.filter(({ isUse }) => isUse).map(({ vault }) => vault), ...addresses]);
  const mentioned = found.includes(null) ? mentionedIn(known<Plain>(plain, value.origin), vaults) : [];
  if (mentioned.length === 0) return linksTo(found, value, vaults);
  return [
    ...linksTo(
      found.filter((each) => each !== null),
      value,
      vaults,
    ),
    ...mentioned,
  ];
}

/** The vaults whose network settings a script certainly changes which a resource runs. */
export function vaultsChangedBy(
  value: Value,
  environment: ScriptEnvironment,
  vaults: readonly Vault[],
): readonly Link<Vault>[] {
  if (value.kind === "unknown")
    return value.encodes ? vaultsChangedBy(value.encodes, environment, vaults) : [];
  if (value.kind === "oneOf" || (typeof value.value !== "string" && !isText(value.value))) return [];
  const { calls } = readScripts(value.value, environment);
  const changed = calls.filter(({ isUse }) => !isUse).map(({ vault }) => vault);
  return linksTo(
    distinct(changed).filter((each) => each !== null),
    value,
    vaults,
  );
}

/** A command of a script, and the vault that it concerns; null if that is not known. */
interface ScriptCall {
  /** Otherwise it changes the vault's settings. */
  readonly isUse: boolean;
  readonly vault: FoundReference;
}

/** A character that no script has. */
const between = "\0";

function readScripts(
  plain: string | Text,
  environment: ScriptEnvironment,
): { readonly calls: readonly ScriptCall[]; readonly addresses: readonly FoundReference[] } {
  // One set of placeholders for the script and its environment, so that they mean the same in both.
  const given = [...environment];
  const { flat, restore } = flatten(
    textOf([...partsOf(plain), ...given.flatMap(([, value]) => [between, ...partsOf(value)])]),
  );
  const [text = "", ...values] = flat.split(between);
  const byName = new Map(given.map(([name], index) => [name, values[index] ?? ""]));
  const names: Names = {
    ...noNames,
    variable: (name) => {
      const found =
        byName.get(name.replace(/^env:/, "")) ?? byName.get(name.replace(/^env:/, "").toUpperCase());
      return found === undefined ? null : [found];
    },
  };
  const scripts = scriptsIn(text);
  return {
    calls: scripts.flatMap((script) => callsIn(script, names, restore)),
    addresses: scripts.flatMap((script) => freeText(restore(script.text))),
  };
}

function callsIn(
  { text, language }: WrittenScript,
  names: Names,
  restore: FlatText["restore"],
): readonly ScriptCall[] {
  const script = scriptIn({ document: "", text, at: (offset) => offset }, language);
  const own = namesWithin(script.assignments, names);
  return script.commands.flatMap((command): readonly ScriptCall[] => {
    const found = vaultCommand(command);
    if (!found) return [];
    const isUse = found.access.kind === "use";
    const texts = found.vault ? resolveWord(found.vault, own) : null;
    return texts?.map((each) => ({ isUse, vault: restore(addressOf(each)) })) ?? [{ isUse, vault: null }];
  });
}

/** An ID or address as it is; a name as the address that it stands for. */
function addressOf(text: string): string {
  return /^https:|\/providers\//i.test(text) ? text : `https://${text}.vault.azure.net/`;
}

function distinct(found: readonly FoundReference[]): readonly FoundReference[] {
  const texts = new Map(found.map((each) => [JSON.stringify(each), each]));
  return [...texts.values()];
}
