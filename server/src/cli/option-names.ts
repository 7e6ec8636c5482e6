import type { Command } from "../core/index.ts";

export interface OptionType {
  readonly type: "string" | "boolean";
  readonly multiple?: true;
  readonly short?: string;
  /** The commands that have it; all of them where it is left out. */
  readonly of?: readonly Command[];
}

const ofCheck = { of: ["check"] } as const;
const ofSimulate = { of: ["simulate"] } as const;
const ofDiff = { of: ["diff"] } as const;
/** The commands that read templates. */
const ofTemplates = { of: ["check", "vaults", "simulate", "test", "diff", "explain-403"] } as const;

/** The options of the command line, as `parseArgs` of Node reads them. */
export const optionTypes = {
  from: { type: "string", multiple: true, of: ["simulate", "diff"] },
  to: { type: "string", multiple: true, ...ofSimulate },
  expect: { type: "string", ...ofSimulate },
  parameters: { type: "string", multiple: true, ...ofTemplates },
  environment: { type: "string", ...ofTemplates },
  config: { type: "string", ...ofTemplates },
  base: { type: "string", ...ofDiff },
  against: { type: "string", ...ofDiff },
  assume: { type: "string", ...ofTemplates },
  permissions: { type: "boolean", ...ofTemplates },
  exclude: { type: "string", multiple: true, ...ofTemplates },
  limit: { type: "string", multiple: true, ...ofTemplates },
  "allow-read": { type: "string", multiple: true, ...ofTemplates },
  severity: { type: "string", of: ["check", "test"] },
  only: { type: "string", ...ofCheck },
  today: { type: "string", ...ofTemplates },
  "fail-on-unknown": { type: "boolean", ...ofTemplates },
  baseline: { type: "string", ...ofCheck },
  "write-baseline": { type: "string", ...ofCheck },
  format: { type: "string" },
  output: { type: "string" },
  lang: { type: "string" },
  "no-color": { type: "boolean" },
  quiet: { type: "boolean" },
  version: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const satisfies Readonly<Record<string, OptionType>>;

export type OptionName = keyof typeof optionTypes;

/** The commands that have an option; null when all of them do. */
export function commandsHaving(option: OptionName): readonly Command[] | null {
  const type: OptionType = optionTypes[option];
  return type.of ?? null;
}

/** The names of all options. */
export const optionNames = Object.keys(optionTypes) as readonly OptionName[];
