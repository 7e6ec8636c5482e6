import { memoize } from "../../logic/memoize.ts";
import { conjuncts } from "../../template/conjuncts.ts";
import type { Expression } from "../../template/expression.ts";
import type { ResourceDeclaration, Template } from "../../template/template.ts";
import type { MetConditions } from "../scope.ts";
import type { ResourceInstance } from "../types.ts";
import { callOf } from "./instances.ts";

/**
 * The conditions under which these resources are deployed, taken as met: their own and those of the calls around them. What is
 * written under the same condition in the same template comes with them, and what its negation creates does not.
 */
export function conditionsAround(resources: readonly ResourceInstance[]): MetConditions {
  const met = new Set(resources.flatMap((each) => [...conditionsOf(each)]));
  return (condition, { document }) => {
    const said = textOf(condition);
    if (met.has(keyOf(document, said))) return true;
    return met.has(keyOf(document, negationOf(said))) ? false : null;
  };
}

function* conditionsOf({ declaration, frame }: ResourceInstance): Generator<string> {
  yield* openConditions(declaration, frame.template);
  for (let at = frame; at.caller; at = at.caller) {
    const call = callOf(at)?.declaration;
    if (call) yield* openConditions(call, at.caller.template);
  }
}

/** A conjunction and each of its parts. A condition that is a literal `false` stays false until the template is edited. */
function openConditions(
  { condition }: Pick<ResourceDeclaration, "condition">,
  { document }: Template,
): readonly string[] {
  if (!condition) return [];
  const open = [condition, ...conjuncts(condition)].filter((each) => each.kind !== "literal");
  return open.map((each) => keyOf(document, textOf(each)));
}

/** Names mean the same throughout a template. */
function keyOf(document: Template["document"], said: string): string {
  return `${document} ${said}`;
}

/** What a condition says, wherever it is written; a negation says `not` and what it negates. */
const textOf = memoize((condition: Expression): string => {
  const isNegation = condition.kind === "call" && (condition.name === "!" || condition.name === "not");
  const [inside] = isNegation ? condition.arguments : [];
  return inside
    ? negationOf(textOf(inside))
    : JSON.stringify(condition, (key, value: unknown) => (/span$/i.test(key) ? undefined : value));
});

const not = "not ";

function negationOf(said: string): string {
  return said.startsWith(not) ? said.slice(not.length) : `${not}${said}`;
}
