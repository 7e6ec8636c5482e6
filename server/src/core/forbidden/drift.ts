import { bypass, defaultAction, publicAccess } from "../access/effective.ts";
import type { Effective } from "../access/effective.ts";
import type { Text } from "../evaluate/values/plain.ts";
import { partsOf } from "../evaluate/values/plain.ts";
import type { ListField } from "../network/fields/field.ts";
import type { Vault } from "../network/network.ts";
import type { DriftFact } from "../access/refusal.ts";
import type { DeployedState } from "./meaning.ts";

type Setting = Extract<DriftFact, { readonly kind: "setting" }>;
type Property = Setting["property"];
type Word = Setting["deployed"];

/** Where the deployed vault, as the service describes it, differs from its template. */
export function driftOf(vault: Vault, deployed: DeployedState): readonly DriftFact[] {
  const isSecured = valueOf(publicAccess(vault)) === "SecuredByPerimeter";
  return [
    ...(isSecured ? [] : differs("publicNetworkAccess", deployed.publicNetworkAccess, publicAccess(vault))),
    ...differs("defaultAction", deployed.defaultAction, defaultAction(vault)),
    ...differs("bypass", deployed.bypass, bypass(vault)),
  ];
}

/** Where an exported vault differs from its template; the export says what is deployed. */
export function driftOfExport(vault: Vault, deployed: Vault): readonly DriftFact[] {
  const said = <T extends Word>(
    name: Property,
    theirs: Effective<T>,
    ours: Effective<T>,
  ): readonly DriftFact[] => {
    const word = valueOf(theirs);
    return word === null ? [] : differs(name, word, ours, "export");
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

function differs<T extends Word>(
  property: Property,
  deployed: T | null,
  setting: Effective<T>,
  by: "service" | "export" = "service",
): readonly DriftFact[] {
  const word = valueOf(setting);
  if (deployed === null || word === null || word === deployed) return [];
  return [{ kind: "setting", property, deployed, by, template: word, byDefault: setting.byDefault }];
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
  property: "ipRules" | "virtualNetworkRules",
  deployed: readonly string[] | null,
  template: readonly string[] | null,
): readonly DriftFact[] {
  if (!deployed || !template) return [];
  const more = deployed.filter((each) => !template.includes(each));
  const fewer = template.filter((each) => !deployed.includes(each));
  return [
    ...(more.length > 0 ? [{ kind: "only-deployed", property, entries: more } as const] : []),
    ...(fewer.length > 0 ? [{ kind: "only-in-template", property, entries: fewer } as const] : []),
  ];
}
