import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Plain, Text } from "../../evaluate/values/plain.ts";
import { known, unknown, type Value } from "../../evaluate/values/value.ts";
import { isIdText, linkTo } from "../../network/ids/links.ts";
import { mayDeclareAbout, type Subject } from "../../network/may-declare.ts";
import type { Network } from "../../network/network.ts";
import type { Field } from "../../network/fields/field.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import type { InstancesOf } from "../../network/instances-of.ts";
import { holds } from "./condition.ts";
import type { ConsumerPlace, ConsumerSubnet } from "./consumer.ts";
import type { Detection, DetectionPlace } from "./detection.ts";
import type { Integration } from "./integration.ts";
import { integrationAt } from "./integration-at.ts";

/** Where a consumer runs, according to the properties named in the catalog. */
export function placeOfConsumer(
  instance: ResourceInstance,
  { places }: Detection,
  network: Network,
): ConsumerPlace {
  const where = places.filter(({ kind }) => kind === "subnet-id");
  if (where.length === 0) return { kind: "unknown" };
  const readings = where.map((place) => ({
    place,
    ...readRelated(instance, place.path, network.resources),
  }));
  if (readings.some(({ isOpen }) => isOpen)) return { kind: "unseen" };
  const subnets = readings.flatMap(({ place, found }) =>
    found
      .filter(({ steps }) => mayHold(place, instance, steps, network.resources))
      .flatMap(({ field }) =>
        subnetAt(field, integrationAt(instance, place.path, network.resources), network),
      ),
  );
  if (subnets.length > 0) return { kind: "subnets", subnets };
  // What gives it a subnet may be a resource of its own, in a module that cannot be read.
  const isGivenElsewhere = where.some(({ path }) => path.includes("<"));
  const mayHide = isGivenElsewhere && mayDeclareAbout(network, subjectOf(instance));
  return { kind: mayHide ? "unseen" : "outside" };
}

function subjectOf(instance: ResourceInstance): Subject {
  const id = instance.id();
  return { instance, id, name: instance.nameSegments().at(-1) ?? unknown([], id.origin) };
}

function mayHold(
  { when }: DetectionPlace,
  instance: ResourceInstance,
  steps: readonly string[],
  of: InstancesOf,
): boolean {
  return when.every((each) => holds(each, instance, steps, of) !== "no");
}

function subnetAt(
  id: Field<Plain>,
  integration: Integration,
  { subnets }: Network,
): readonly ConsumerSubnet[] {
  const { value } = id;
  if (value.kind === "absent" || (value.kind === "known" && !value.value)) return [];
  return [{ id, link: linkTo(idIn(value), subnets), integration }];
}

function idIn(value: Value): Value<string | Text> {
  if (value.kind === "unknown") return value;
  return value.kind === "known" && isIdText(value.value)
    ? known(value.value, value.origin)
    : unknown([], value.origin);
}
