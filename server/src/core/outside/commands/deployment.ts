import { type Names, resolveWord } from "../names.ts";
import { type Command, literalOf } from "../scripts/script.ts";
import { foldWord } from "../../text/fold.ts";

/**
 * Whether a command that deploys templates has values that are only known when it runs: one of them may be the address of the machine,
 * which the template then lists. A template that is elsewhere may say anything.
 */
export function hasUnknownValues({ words }: Command, names: Names): boolean {
  return words.some((word) => resolveWord(word, names)?.every((text) => !elsewhere.test(text)) !== true);
}

/** Options that name a template at an address, or one that Azure stores. */
const elsewhere = /^(?:--template-(?:uri|spec)|-u|-s|-Template(?:Uri|SpecId))(?:[=:]|$)/i;

/** Whether a command deploys templates. */
export function deploysTemplates({ words }: Command): boolean {
  const [first = "", second = "", third = ""] = words
    .slice(0, 3)
    .map((word) => foldWord(literalOf(word) ?? ""));
  return (
    (first === "az" && /^(?:deployment|stack)$/.test(second)) ||
    (/^(?:terraform|tofu|terragrunt)(?:\.exe)?$/.test(first) &&
      [second, third].some((word) => /^(?:apply|run-all)$/.test(word))) ||
    (first === "azd" && /^(?:up|provision|deploy)$/.test(second)) ||
    /^(?:new|set)-az(?:rm)?(?:\w*deployment|\w*deploymentstack)$/.test(first)
  );
}

/** Tasks and actions that deploy templates, by the beginnings of their names. */
export function isDeploymentStep(name: string): boolean {
  return /^(?:azureresourcemanagertemplatedeployment|azureresourcegroupdeployment|terraform|azure\/(?:arm|bicep)-deploy|azure\/resource-manager|dflook\/terraform-apply)/i.test(
    name,
  );
}
