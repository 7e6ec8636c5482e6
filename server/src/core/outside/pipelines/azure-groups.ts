import { plainStep, type Step, useOf } from "../job.ts";
import { resolveText } from "../names.ts";
import type { OutsideFiles } from "../outside-files.ts";
import { textOf, valueOf, type YamlNode } from "../yaml.ts";
import { itemsIn } from "./azure-items.ts";
import { mostTemplates, type PipelineFile, templateOf } from "./azure-names.ts";

/**
 * What a job does before its first step because of the variable groups in a list of variables: it downloads the secrets of those that
 * are linked with a vault. https://learn.microsoft.com/azure/devops/pipelines/library/link-variable-groups-to-key-vaults
 */
export function groupSteps(
  variables: YamlNode | null,
  file: PipelineFile,
  files: OutsideFiles,
  depth = 0,
): readonly Step[] {
  return itemsIn(variables, file, false).flatMap(({ item, file: own, isConditional }): readonly Step[] => {
    const group = valueOf(item, "group");
    const [name, ...others] = (group?.kind === "scalar" ? resolveText(group.text, own.names) : null) ?? [];
    if (group?.kind === "scalar" && name !== undefined && others.length === 0) {
      const call = { ...useOf(group.text, null, group.span), through: { kind: "group", name } as const };
      return [{ ...plainStep, isEarly: true, isConditional, calls: [call] }];
    }
    const isTemplate = textOf(valueOf(item, "template")) !== null && depth < mostTemplates;
    const template = isTemplate ? templateOf(item, own, files) : null;
    return template ? groupSteps(valueOf(template.root, "variables"), template, files, depth + 1) : [];
  });
}
