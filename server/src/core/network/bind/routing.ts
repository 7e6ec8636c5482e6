import type { ResourceInstance } from "../../evaluate/types.ts";
import type { Cause, Value } from "../../evaluate/values/value.ts";
import { causesOf, distinctCauses } from "../../evaluate/values/value.ts";
import { configured } from "./dns.ts";
import { bindResource } from "./resource.ts";
import { idAround, sameResource } from "../ids/links.ts";
import type { Resource } from "../resource.ts";
import { isPerhapsWritten } from "../fields/perhaps-written.ts";
import { readField, readList } from "../fields/read-field.ts";
import { referredTo } from "../ids/referenced-property.ts";
import type { Firewall, Route, RouteTable } from "../routing.ts";
import { armFirewall, armRoute, armRouteTable } from "../schema/arm-network.ts";
import { azurermFirewall, azurermRoute, azurermRouteTable } from "../schema/azurerm-network.ts";
import { spellingOf } from "../schema/choose.ts";
import type { FirewallSchema, RouteSchema, RouteTableSchema } from "../schema/schema.ts";

/** Reads a route table with the routes that are written in it, and those that are resources of their own. */
export function bindRouteTable(instance: ResourceInstance, routes: readonly ResourceInstance[]): RouteTable {
  const resource = bindResource(instance);
  const schema = spellingOf<RouteTableSchema>(instance, armRouteTable, azurermRouteTable);
  const { value } = readField(configured(instance), schema.routes, resource.label);
  const own = value.kind === "known" ? value.value : null;
  const beside = routes.map((route) => ({ route, belongs: belongs(route, resource) }));
  return {
    ...resource,
    routes: [
      ...(own?.items.map((item) => readRoute(instance, item, resource)) ?? []),
      ...beside
        .filter(({ belongs }) => belongs === "yes")
        .map(({ route }) => readRoute(route, configured(route), bindResource(route))),
    ],
    open: distinctCauses([
      ...(own ? own.open : causesOrUnsaid(value)),
      ...beside.filter(({ belongs }) => belongs === "maybe").map(({ route }) => perhaps(route)),
    ]),
  };
}

function belongs(route: ResourceInstance, table: Resource): ReturnType<typeof sameResource> {
  const { truth } = route.exists();
  const same = sameResource(idAround(route.id(), "/routes/"), table.id);
  return truth === "no" || same === "no" ? "no" : truth === "yes" && same === "yes" ? "yes" : "maybe";
}

function perhaps(route: ResourceInstance): Cause {
  return { kind: "runtime", call: route.symbol };
}

function causesOrUnsaid(value: Parameters<typeof causesOf>[0]): readonly Cause[] {
  if (value.kind === "absent") return [];
  const causes = causesOf(value);
  return causes.length > 0 ? causes : [{ kind: "unsupported", construct: { kind: "choice-between-routes" } }];
}

function readRoute(instance: ResourceInstance, body: Value, { label }: Resource): Route {
  const schema = spellingOf<RouteSchema>(instance, armRoute, azurermRoute);
  return {
    prefix: readField(body, schema.prefix, label),
    nextHopType: readField(body, schema.nextHopType, label),
    nextHopAddress: readField(body, schema.nextHopAddress, label),
  };
}

/** Reads an Azure Firewall. */
export function bindFirewall(instance: ResourceInstance): Firewall {
  const resource = bindResource(instance);
  const schema = spellingOf<FirewallSchema>(instance, armFirewall, azurermFirewall);
  const body = configured(instance);
  return {
    ...resource,
    subnets: readList(body, schema.subnets, resource.label),
    publicIps: readList(body, schema.publicIps, resource.label),
    privateAddress: referredTo(instance, schema.privateAddress),
    isSpecial: schema.special.some((path) => isPerhapsWritten(body, path)),
  };
}
