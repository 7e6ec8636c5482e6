import type { ResourceInstance } from "../evaluate/deployment.ts";
import { memberOf } from "../evaluate/members.ts";
import type { Value } from "../evaluate/value.ts";
import { known } from "../evaluate/value.ts";
import { configured } from "./bind-dns.ts";
import { bindResource } from "./bind-resource.ts";
import type { NatGateway, PublicIp, PublicIpPrefix } from "./network.ts";
import { readField, readList } from "./read-field.ts";
import { armNatGateway, armPublicIp, armPublicIpPrefix } from "./schema/arm-network.ts";

/** Reads a NAT gateway. */
export function bindNatGateway(instance: ResourceInstance): NatGateway {
  const resource = bindResource(instance);
  const body = configured(instance);
  return {
    ...resource,
    publicIps: readList(body, armNatGateway.publicIps, resource.label),
    publicIpPrefixes: readList(body, armNatGateway.publicIpPrefixes, resource.label),
  };
}

/** Reads a public IP address. */
export function bindPublicIp(instance: ResourceInstance): PublicIp {
  const resource = bindResource(instance);
  return {
    ...resource,
    address: referredTo(instance, armPublicIp.address.path),
    prefix: readField(configured(instance), armPublicIp.prefix, resource.label),
  };
}

/** Reads a prefix of public IP addresses. */
export function bindPublicIpPrefix(instance: ResourceInstance): PublicIpPrefix {
  return { ...bindResource(instance), range: referredTo(instance, armPublicIpPrefix.range.path) };
}

/** A property as any expression that refers to it sees it: what Azure chooses has the same symbol everywhere. */
function referredTo(instance: ResourceInstance, path: readonly string[]): Value {
  const origin = { span: instance.declaration.labelSpan };
  const resource: Value = known({ kind: "resource", instance }, origin);
  return path.reduce<Value>((value, key) => memberOf(value, key, false, origin), resource);
}
