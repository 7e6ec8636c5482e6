import { distinctCauses } from "../../evaluate/values/value.ts";
import { readField } from "../fields/read-field.ts";
import type { InstancesOf } from "../instances-of.ts";
import type { Route, RouteTable } from "../routing.ts";
import { networkSchemaOf } from "../schema/choose.ts";
import { eachOnce } from "./once.ts";
import { type Part, partsBeside, partsInside, together } from "./parts.ts";

/** Reads route tables with the routes that are written in them, and those that are resources of their own. */
export function bindRouteTables(of: InstancesOf): readonly RouteTable[] {
  const tables = eachOnce(of("microsoft.network/routetables", "azurerm_route_table"));
  const routes = of("microsoft.network/routetables/routes", "azurerm_route");
  const besideOf = partsBeside(tables, routes, "/routes/");
  return tables.map((table) => {
    const { resource, body } = table;
    const { instance, label } = resource;
    const schema = networkSchemaOf(instance).routeTable;
    const { parts, open } = together(partsInside(body, schema.routes, instance, label), besideOf(table));
    const [certain, perhaps] = [parts.filter(isCertain), parts.filter((part) => !isCertain(part))];
    const why = perhaps.flatMap(({ instance: { symbol } }) => [{ kind: "runtime", call: symbol } as const]);
    return { ...resource, routes: certain.map(readRoute), open: distinctCauses([...open, ...why]) };
  });
}

function isCertain({ exists }: Part): boolean {
  return exists.truth === "yes";
}

function readRoute({ name, label, body, instance }: Part): Route {
  const schema = networkSchemaOf(instance).route;
  return {
    name,
    label,
    prefix: readField(body, schema.prefix, label),
    nextHopType: readField(body, schema.nextHopType, label),
    nextHopAddress: readField(body, schema.nextHopAddress, label),
  };
}
