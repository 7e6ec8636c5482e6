import type { Expression } from "../../template/expression.ts";
import type { Update } from "../../template/template.ts";
import type { Span } from "../../text/document.ts";
import { call, literal } from "./lower-context.ts";
import { foldWord } from "../../text/fold.ts";

/** What a block of the azapi provider does with the resource of Azure Resource Manager that it names. */
export interface AzapiRole {
  /** How it changes a resource that is there already; null if it deploys, or looks up, all of it. */
  readonly updates: Update | null;
  /** When it does, if arguments that are computed decide that. */
  readonly condition: Expression | null;
}

/** The value of an argument; null if it is not written. */
export type Arguments = (name: string) => Expression | null;

const whole: AzapiRole = { updates: null, condition: null };

/**
 * What a block of this type does; null if it is about no resource, or neither writes nor looks up the one that it names, such as a list
 * and what asks a service itself (`azapi_data_plane_resource`).
 */
export function azapiRole(
  type: string,
  isManaged: boolean,
  written: Arguments,
  span: Span,
): AzapiRole | null {
  switch (type) {
    case "azapi_resource":
    case "azapi_resource_id":
      return whole;
    case "azapi_update_resource":
      // It is merged into what is deployed: https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/update_resource
      return { updates: "merge", condition: null };
    case "azapi_resource_action":
      return isManaged ? actionRole(written, span) : null;
    default:
      return null;
  }
}

/**
 * An action writes the resource with some methods, unless it is about something in it or runs when the action is destroyed:
 * https://registry.terraform.io/providers/Azure/azapi/latest/docs/resources/resource_action
 */
function actionRole(written: Arguments, span: Span): AzapiRole | null {
  const method = written("method");
  const action = written("action");
  const moment = written("when");
  const said = textOf(method);
  const isWrite = said === null ? method !== null : said === "patch" || said === "put";
  const isAboutPart = (textOf(action) ?? "") !== "";
  if (!isWrite || isAboutPart || textOf(moment) === "destroy") return null;
  const verbs = ["PATCH", "PUT"].map((verb) => literal(verb, span));
  const conditions = [
    method && call("contains", span, { kind: "list", span, items: verbs, intact: true }, method),
    action && isNothing(action, span),
    moment && call("!=", span, moment, literal("destroy", span)),
  ].filter((each) => each !== null);
  const isKnown = [method, action, moment].every((each) => each === null || textOf(each) !== null);
  return {
    updates: said === "put" ? "put" : "patch",
    condition: isKnown ? null : conditions.reduce((all, each) => call("&&", span, all, each)),
  };
}

function isNothing(action: Expression, span: Span): Expression {
  const isNull = call("==", span, action, literal(null, span));
  return call("||", span, isNull, call("==", span, action, literal("", span)));
}

/** The text of a literal, in lower case. */
function textOf(expression: Expression | null): string | null {
  return expression?.kind === "literal" ? foldWord(String(expression.value)) : null;
}
