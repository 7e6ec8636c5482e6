import { valueUnder } from "../../evaluate/values/find-entry.ts";
import { type Dict, isDict, isList, type List } from "../../evaluate/values/plain.ts";
import type { Value } from "../../evaluate/values/value.ts";
import type { InstancesOf } from "../instances-of.ts";
import type { ResourceInstance } from "../../evaluate/types.ts";
import type { UnreadCall } from "../network.ts";

/**
 * What deploys a template that is written in one of its properties, or linked there. In ARM JSON, deployments are read as calls of their
 * templates; others are not.
 * https://learn.microsoft.com/azure/templates/microsoft.resources/deployments
 * https://learn.microsoft.com/azure/templates/microsoft.resources/deploymentstacks
 * https://registry.terraform.io/providers/hashicorp/azurerm/latest/docs/resources/resource_group_template_deployment
 */
const types: readonly string[] = [
  "microsoft.resources/deployments",
  "microsoft.resources/deploymentstacks",
  "azurerm_template_deployment",
  "azurerm_resource_group_template_deployment",
  "azurerm_subscription_template_deployment",
  "azurerm_management_group_template_deployment",
  "azurerm_tenant_template_deployment",
];

/** The resources that may deploy a template which is not read, as calls of it. */
export function templateDeployments(of: InstancesOf): readonly UnreadCall[] {
  return of(...types).flatMap((instance) => {
    const { isMade, declaration } = instance;
    const isRead = isMade === true || declaration.existing || instance.exists().truth === "no";
    return isRead || deploysNothing(instance.body()) ? [] : [asCall(instance)];
  });
}

/** Many modules tell that they are used by a deployment without resources. */
function deploysNothing(body: Value): boolean {
  const template = valueUnder(valueUnder(body, "properties"), "template");
  const resources = valueUnder(template, "resources");
  if (resources?.kind === "known" && (isList(resources.value) || isDict(resources.value)))
    return sizeOf(resources.value) === 0 && resources.value.open.length === 0;
  const text = valueUnder(body, "template_content") ?? valueUnder(body, "template_body");
  if (text?.kind !== "known" || typeof text.value !== "string") return false;
  const lists = text.value.match(/"resources"\s*:\s*\S\s*\S/g) ?? [];
  return lists.length > 0 && lists.every((each) => /(?:\[\s*\]|\{\s*\})$/.test(each));
}

/** With symbolic names, resources are the entries of an object. */
function sizeOf(resources: List | Dict): number {
  return resources.kind === "list" ? resources.items.length : resources.entries.size;
}

function asCall(instance: ResourceInstance): UnreadCall {
  const { declaration, frame, symbol, iteration, repeats } = instance;
  const { span, key, labelSpan, name, body, condition, loop, dependsOn } = declaration;
  return {
    call: {
      declaration: {
        ...{ span, key, labelSpan, name, condition, loop, dependsOn },
        symbol: declaration.symbol,
        source: { kind: "unreadable", span: labelSpan },
        arguments: body,
      },
      ...{ caller: frame, symbol, iteration, repeats },
      exists: instance.exists(),
      condition: instance.condition,
      frame: null,
      name: instance.nameSegments().at(-1) ?? instance.id(),
      id: instance.id(),
      arguments: () => instance.body(),
      because: [],
      unread: "in-resource",
    },
    why: "in-resource",
  };
}
