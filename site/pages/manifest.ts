import { readFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** A setting as the manifest declares it; texts are keys of `package.nls.json`. */
export interface Setting {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly description?: string;
  readonly markdownDescription?: string;
}

export interface Command {
  readonly command: string;
  readonly category: string;
  readonly title: string;
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
  };
}

// The shape is VS Code's: https://code.visualstudio.com/api/references/contribution-points
const { contributes } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Manifest;
const texts = JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8")) as Readonly<
  Record<string, string>
>;

export const settings = contributes.configuration.properties;

/** The commands that the palette lists, at least at times. */
export const commands = contributes.commands.filter(({ command }) => {
  const entry = contributes.menus.commandPalette.find((each) => each.command === command);
  return entry?.when !== "false";
});

/** The text that `%key%` stands for. */
export function textOf(placeholder: string): string {
  const text = texts[placeholder.replace(/^%(.*)%$/, "$1")];
  if (text === undefined) throw new Error(`${placeholder} has no text in package.nls.json.`);
  return text;
}
