import { l10n, window } from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { type Say, toSay } from "../say.ts";
import type { NamedVerdict } from "../verdicts/labelled-verdict.ts";
import type { Simulation } from "../verdicts/simulation.ts";
import { inWindow } from "../window-language.ts";

type Expected = NonNullable<Awaited<ReturnType<LanguageServer["simulate"]>>["expected"]>;

/**
 * Lets the user give a value to a parameter that a verdict depends on, for one more question: no file is changed. Undefined if
 * canceled.
 */
export async function chooseValue(
  server: LanguageServer,
  { verdict, agreeing, source }: NamedVerdict,
): Promise<Simulation | undefined> {
  const name = await chooseParameter(verdict.dependsOnParameters);
  if (name === undefined) return undefined;
  const to = agreeing.map(({ root, key, environment }) => ({ root, key, environment }));
  const { from } = verdict;
  const text = await window.showInputBox({
    title: l10n.t("What If {0} Were...", name),
    prompt: l10n.t("A value, or a list with commas. No file is changed."),
    ignoreFocusOut: true,
    validateInput: async (typed) => {
      if (typed.trim() === "") return undefined;
      const assuming = { name, text: typed, label: from };
      const { expected } = await server.simulate({ from: [from], to, assuming });
      return expected === null ? undefined : sayExpected(inWindow, expected);
    },
  });
  if (text === undefined || text.trim() === "") return undefined;
  const label = l10n.t("{0} if {1} = {2}", source, name, text.trim());
  return { from: label, label, to, assumed: { from, name, text: text.trim() } };
}

async function chooseParameter(names: readonly string[]): Promise<string | undefined> {
  const [only, ...others] = names;
  if (others.length === 0) return only;
  return window.showQuickPick([...names], { title: l10n.t("Which value do you want to set?") });
}

function sayExpected(say: Say, expected: Expected): string {
  return say(expectations[expected]);
}

const expectations: Readonly<Record<Expected, string>> = {
  "not-declared": toSay("No template of these vaults has this parameter."),
  int: toSay("Expected a number."),
  bool: toSay("Expected true or false."),
  object: toSay("Expected an object, as JSON."),
  string: toSay("Expected a string."),
  array: toSay("Expected a list."),
  any: toSay("Expected a value."),
};
