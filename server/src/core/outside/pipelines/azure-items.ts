import type { YamlNode } from "../yaml.ts";
import { entriesOf, itemsOf } from "../yaml.ts";
import type { PipelineFile } from "./azure-names.ts";
import { parameterIn } from "./azure-names.ts";

/** The items of a list, with those under conditions and those that are passed as a parameter. */
export function itemsIn(
  list: YamlNode | null,
  file: PipelineFile,
  isConditional: boolean,
): readonly { readonly item: YamlNode; readonly file: PipelineFile; readonly isConditional: boolean }[] {
  return itemsOf(list).flatMap((item) => {
    const branches = entriesOf(item).filter(({ key }) => key.text.startsWith("${{"));
    if (branches.length > 0) return branches.flatMap(({ value }) => itemsIn(value, file, true));
    const inserted = item.kind === "scalar" ? /^\$\{\{([^{}]*)\}\}$/.exec(item.text)?.[1]?.trim() : undefined;
    const passed = inserted === undefined ? null : parameterIn(inserted);
    const argument = passed === null ? undefined : file.parameters.get(passed);
    if (!argument) return [{ item, file, isConditional }];
    return itemsIn(argument.node, { ...file, names: argument.names, parameters: new Map() }, isConditional);
  });
}
