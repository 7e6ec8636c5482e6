import { entriesOf, itemsOf, type YamlNode } from "../yaml.ts";
import { argumentFor, type PipelineFile, readingArgument } from "./azure-names.ts";

/** The items of a list, with those under conditions and those that are passed as a parameter. */
export function itemsIn(
  list: YamlNode | null,
  file: PipelineFile,
  isConditional: boolean,
): readonly { readonly item: YamlNode; readonly file: PipelineFile; readonly isConditional: boolean }[] {
  return itemsOf(list).flatMap((item) => {
    const branches = entriesOf(item).filter(({ key }) => key.text.startsWith("${{"));
    if (branches.length > 0) return branches.flatMap(({ value }) => itemsIn(value, file, true));
    const argument = argumentFor(item, file);
    if (!argument) return [{ item, file, isConditional }];
    return itemsIn(argument.node, readingArgument(argument, file), isConditional);
  });
}
