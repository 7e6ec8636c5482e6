import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Text } from "../../evaluate/values/plain.ts";
import type { Value } from "../../evaluate/values/value.ts";
import { known, unknown } from "../../evaluate/values/value.ts";
import { isIdText, linkTo } from "../../network/ids/links.ts";
import type { Subject } from "../../network/may-declare.ts";
import { mayDeclareAbout } from "../../network/may-declare.ts";
import type { Network } from "../../network/network.ts";
import type { Found } from "../../network/fields/read-path.ts";
import { allOf } from "../../network/fields/read-path.ts";
import { readRelated } from "../../network/fields/read-related.ts";
import type { ConsumerPlace, ConsumerSubnet } from "./consumer.ts";
import type { Detection } from "./detection.ts";

/** Where a consumer runs, according to the properties named in the catalog. */
export function placeOfConsumer(
  instance: ResourceInstance,
  { places }: Detection,
  network: Network,
): ConsumerPlace {
  const where = places.filter(({ kind }) => kind === "subnet-id");
  const { found, isOpen } = allOf(where.map(({ path }) => readRelated(instance, path, network.resources)));
  if (where.length === 0) return { kind: "unknown" };
  if (isOpen) return { kind: "unseen" };
  const subnets = found.flatMap((each) => subnetAt(each, network));
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

function subnetAt({ field }: Found, { subnets }: Network): readonly ConsumerSubnet[] {
  const { value } = field;
  if (value.kind === "absent" || (value.kind === "known" && !value.value)) return [];
  return [{ id: field, link: linkTo(idIn(value), subnets) }];
}

function idIn(value: Value): Value<string | Text> {
  if (value.kind === "unknown") return value;
  return value.kind === "known" && isIdText(value.value)
    ? known(value.value, value.origin)
    : unknown([], value.origin);
}
