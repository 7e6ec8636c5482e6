import { once } from "../logic/memoize.ts";
import { rules } from "./index.ts";
import type { Rule } from "./rule.ts";
import { foldWord } from "../text/fold.ts";

/** The names that rules had in earlier versions, by code. They stay valid, and are never given to another rule. */
const formerNames: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    KV104: ["private-endpoint-yet-open"],
    KV107: ["disabled-but-bypassed"],
    KV110: ["open-once-enabled"],
    KV205: ["covered-ip-rule"],
    KV209: ["unknown-word"],
    KV210: ["storage-account-shape"],
    KV211: ["rule-shape"],
    KV408: ["terraform-cannot-say-perimeter"],
    KV501: ["consumer-cut-off"],
    KV502: ["trusted-consumer-cut-off"],
    KV503: ["enabled-for-without-bypass"],
    KV504: ["template-secret-cut-off"],
    KV505: ["runner-cut-off"],
    KV506: ["identity-not-covered"],
    KV604: ["policy-of-the-house"],
  }),
);

/** The names that the rule had in earlier versions, oldest first. */
export function formerNamesOf({ code }: Rule): readonly string[] {
  return formerNames.get(code) ?? [];
}

/** The rule with this code, name or former name, in any case. */
export function findRule(text: string): Rule | undefined {
  return byReference().get(foldWord(text));
}

/** Values by the codes of rules, given by codes or names. Those of rules that do not exist are dropped. */
export function byRuleCode<T>(values: Iterable<readonly [rule: string, value: T]>): ReadonlyMap<string, T> {
  return new Map(
    [...values].flatMap(([text, value]) => {
      const rule = findRule(text);
      return rule ? [[rule.code, value] as const] : [];
    }),
  );
}

const byReference = once(
  (): ReadonlyMap<string, Rule> =>
    new Map(
      rules.flatMap((rule) =>
        [foldWord(rule.code), rule.name, ...formerNamesOf(rule)].map((name) => [name, rule] as const),
      ),
    ),
);
