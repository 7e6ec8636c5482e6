import { type Absent, knownText, type Value } from "../../evaluate/values/value.ts";
import type { Text } from "../../evaluate/values/plain.ts";
import type { Field, Item, ListField } from "../fields/field.ts";
import { linkTo } from "../ids/links.ts";
import type { Subnet, Vault } from "../network.ts";
import type { Span } from "../../text/document.ts";
import { foldName } from "../../text/fold.ts";

/**
 * A vault with what its template leaves open as it is deployed. What the template says stays as it is; the same vault where that is
 * everything, or where the state does not know more.
 */
export function asDeployed(vault: Vault, deployed: Vault, subnets: readonly Subnet[]): Vault {
  const near = vault.label;
  const ipRules = openList(vault.ipRules, deployed.ipRules, near);
  const subnetRules = openList(vault.subnetRules, deployed.subnetRules, near);
  const parts = {
    publicNetworkAccess: openField(vault.publicNetworkAccess, deployed.publicNetworkAccess, near),
    networkAcls: openField(vault.networkAcls, deployed.networkAcls, near),
    defaultAction: openField(vault.defaultAction, deployed.defaultAction, near),
    bypass: openField(vault.bypass, deployed.bypass, near),
    ipRules,
    subnetRules,
  };
  if (Object.entries(parts).every(([name, part]) => vault[name as keyof typeof parts] === part)) return vault;
  return {
    ...vault,
    ...parts,
    subnetLinks:
      subnetRules === vault.subnetRules
        ? vault.subnetLinks
        : subnetRules.items.map((item) => ({
            item,
            link: linkTo(item.field.value, subnets),
            ignoreMissingServiceEndpoint: absentField(item.field, near),
          })),
    approvedConnections: vault.existing ? deployed.approvedConnections : vault.approvedConnections,
  };
}

/** A field of which the state knows the value that the template leaves open. */
function openField<T>(written: Field<T>, deployed: Field<T>, near: Span): Field<T> {
  const isOpen = written.value.kind === "unknown" || written.value.kind === "oneOf";
  if (!isOpen || deployed.value.kind === "unknown" || deployed.value.kind === "oneOf") return written;
  return { ...written, value: at(deployed.value, near) };
}

function openList<T extends string | Text>(
  written: ListField<T>,
  deployed: ListField<T>,
  near: Span,
): ListField<T> {
  const isOpen = written.open.length > 0 || written.items.some(isUnknown);
  if (!isOpen || deployed.open.length > 0 || deployed.items.some(isUnknown)) return written;
  const known = written.items.filter((item) => !isUnknown(item));
  const texts = new Set(known.map(textOf));
  const more = deployed.items.filter((item) => !texts.has(textOf(item)));
  const items = [...known, ...more].map((item, index): Item<T> => ({
    ...item,
    index,
    slot: known.includes(item) ? item.slot : null,
    field: known.includes(item)
      ? item.field
      : { ...item.field, slot: written.slot, value: at(item.field.value, near) },
  }));
  return { ...written, state: "written", items, open: [], site: null };
}

function isUnknown({ field }: Item<unknown>): boolean {
  return field.value.kind === "unknown" || field.value.kind === "oneOf";
}

function textOf({ field: { value } }: Item<string | Text>): string {
  return foldName(knownText(value)) ?? "";
}

/** A value of the state counts where the template would write it, as that is the place to decide it. */
function at<T>(value: Value<T> | Absent, near: Span): Value<T> | Absent {
  return value.kind === "absent" ? { ...value, within: near } : { ...value, origin: { span: near } };
}

function absentField({ slot }: Field<unknown>, near: Span): Field<boolean> {
  return {
    value: { kind: "absent", within: near },
    slot,
    through: [],
    encode: (value) => (typeof value === "boolean" ? value : null),
  };
}
