import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Text } from "../../evaluate/values/plain.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { causesOf, unknown } from "../../evaluate/values/value.ts";
import type { Truth } from "../../logic/truth.ts";
import { all } from "../../logic/truth.ts";
import type { Field, FieldSchema, ListField } from "../fields/field.ts";
import { sameId } from "../ids/links.ts";
import type { Subnet } from "../network.ts";
import { readField } from "../fields/read-field.ts";
import { azurermAssociations } from "../schema/azurerm-network.ts";

/** Terraform's azurerm says in resources of their own which NAT gateway and route table a subnet has. */
export function withAssociations(
  subnets: readonly Subnet[],
  natGateways: readonly ResourceInstance[],
  routeTables: readonly ResourceInstance[],
): readonly Subnet[] {
  if (natGateways.length === 0 && routeTables.length === 0) return subnets;
  const { subnet: key, natGateway, routeTable } = azurermAssociations;
  return subnets.map((subnet) => ({
    ...subnet,
    natGateway: first(associated(subnet.id, natGateways, key, natGateway)) ?? subnet.natGateway,
    routeTable: first(associated(subnet.id, routeTables, key, routeTable)) ?? subnet.routeTable,
  }));
}

/** A list with what resources of their own add to it. */
export function withAssociated(
  list: ListField<string | Text>,
  owner: Value,
  associations: readonly ResourceInstance[],
  other: FieldSchema<string | Text>,
): ListField<string | Text> {
  const added = associated(owner, associations, azurermAssociations.natGateway, other);
  if (added.length === 0) return list;
  const items = added.map(({ field, whole }, index) => ({
    field,
    whole,
    index: list.items.length + index,
    slot: null,
  }));
  return { ...list, state: "written", items: [...list.items, ...items] };
}

interface Associated {
  readonly field: Field<string | Text>;
  readonly whole: Value;
}

function first([found]: readonly Associated[]): Field<string | Text> | undefined {
  return found?.field;
}

/** What goes with an owner, or may; of what only may the id is not known. */
function associated(
  owner: Value,
  associations: readonly ResourceInstance[],
  key: FieldSchema<string | Text>,
  other: FieldSchema<string | Text>,
): readonly Associated[] {
  return associations.flatMap((instance) => {
    const { labelSpan: near } = instance.declaration;
    const whole = instance.body();
    const id = readField(whole, key, near).value;
    const holds = all([sameId(id, owner), instance.exists().truth]);
    const field = readField(whole, other, near);
    return holds === "no" ? [] : [{ whole, field: perhaps(field, holds, instance) }];
  });
}

function perhaps(
  field: Field<string | Text>,
  holds: Truth,
  instance: ResourceInstance,
): Field<string | Text> {
  if (holds === "yes" || field.value.kind === "absent") return field;
  const because = [...instance.exists().because, ...causesOf(field.value)];
  return { ...field, value: unknown(because, field.value.origin) };
}
