import { bypass, defaultAction, publicAccess } from "../access/effective.ts";
import type { Effective } from "../access/effective.ts";
import type { Text } from "../evaluate/values/plain.ts";
import { partsOf } from "../evaluate/values/plain.ts";
import type { ListField } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";
import type { DeployedState } from "./meaning.ts";

/** Where the deployed vault, as the service describes it, differs from its template: "bypass: the service says None, the template AzureServices". */
export function driftOf(vault: Vault, deployed: DeployedState): readonly string[] {
  const isSecured = valueOf(publicAccess(vault)) === "SecuredByPerimeter";
  return [
    ...(isSecured ? [] : differs("publicNetworkAccess", deployed.publicNetworkAccess, publicAccess(vault))),
    ...differs("defaultAction", deployed.defaultAction, defaultAction(vault)),
    ...differs("bypass", deployed.bypass, bypass(vault)),
  ];
}

/** Where an exported vault differs from its template; the export says what is deployed. */
export function driftOfExport(vault: Vault, deployed: Vault): readonly string[] {
  const said = (name: string, theirs: Effective<string>, ours: Effective<string>): readonly string[] => {
    const word = valueOf(theirs);
    return word === null ? [] : differs(name, word, ours, "the export");
  };
  return [
    ...said("publicNetworkAccess", publicAccess(deployed), publicAccess(vault)),
    ...said("defaultAction", defaultAction(deployed), defaultAction(vault)),
    ...said("bypass", bypass(deployed), bypass(vault)),
    ...rulesDiffer("ipRules", textsOf(deployed.ipRules, withoutMask), textsOf(vault.ipRules, withoutMask)),
    ...rulesDiffer(
      "virtualNetworkRules",
      textsOf(deployed.subnetRules, subnetIn),
      textsOf(vault.subnetRules, subnetIn),
    ),
  ];
}

function differs<T extends string>(
  property: string,
  said: T | null,
  setting: Effective<T>,
  who = "the service",
): readonly string[] {
  const word = valueOf(setting);
  if (said === null || word === null || word === said) return [];
  return [
    `${property}: ${who} says ${said}, the template ${word}${setting.byDefault ? " (by default)" : ""}`,
  ];
}

function valueOf<T extends string>({ value }: Effective<T>): T | null {
  return value.kind === "known" ? value.value : null;
}

/** What the rules of a list are to be compared by; null where not all of them are known. */
function textsOf<T extends string | Text>(
  { items, open }: ListField<T>,
  textOf: (value: T) => string | null,
): readonly string[] | null {
  const texts = items.flatMap(({ field: { value } }) =>
    value.kind === "known" ? (textOf(value.value) ?? []) : [],
  );
  return open.length > 0 || texts.length < items.length ? null : texts;
}

/** Azure writes a single address with or without its mask. */
function withoutMask(entry: string): string {
  return entry.replace(/\/32$/, "");
}

/** "vnet/app" at the end of an id, which Azure prints in lower case; what stands before it only the deployment knows. */
function subnetIn(id: string | Text): string | null {
  const last = partsOf(id).at(-1);
  const [, network, subnet] =
    typeof last === "string" ? (/\/virtualNetworks\/([^/]+)\/subnets\/([^/]+)$/i.exec(last) ?? []) : [];
  return network === undefined || subnet === undefined ? null : `${network}/${subnet}`.toLowerCase();
}

function rulesDiffer(
  property: string,
  deployed: readonly string[] | null,
  template: readonly string[] | null,
): readonly string[] {
  if (!deployed || !template) return [];
  const more = deployed.filter((each) => !template.includes(each));
  const fewer = template.filter((each) => !deployed.includes(each));
  return [
    ...(more.length > 0 ? [`${property}: the export has ${more.join(", ")}, the template has not`] : []),
    ...(fewer.length > 0 ? [`${property}: the template has ${fewer.join(", ")}, the export has not`] : []),
  ];
}
