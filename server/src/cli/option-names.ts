import { type Command, commands, formatNames, languages, limitNames } from "../core/index.ts";

/** The commands that report nothing about templates. */
export const ownCommands = ["mcp", "schema", "completions", "help"] as const;

/** All that the program can be asked to do. */
export type AnyCommand = Command | (typeof ownCommands)[number];

export const allCommands: readonly AnyCommand[] = [...commands, ...ownCommands];

/** Other names of commands. */
export const aliases: ReadonlyMap<string, Command> = new Map([["explain", "explain-403"]]);

export const severities = ["info", "warning", "error"] as const;

/** The fixes that affect no access, as the value of `--fix` without rules. */
export const keepingAccess = "safe";

/** The rules about APIs that end, as a value of `--only`. */
export const retirement = "retirement";

/** What `--fail-on` fails on. */
export const gates = ["gained", "lost", "changed"] as const;

export interface OptionType {
  readonly type: "string" | "boolean";
  readonly multiple?: true;
  readonly short?: string;
  /** The commands that have it; all of them where it is left out. */
  readonly of?: readonly Command[];
  /** The values that completions offer; those of others are paths or names. */
  readonly values?: readonly string[];
}

const ofReports = { of: commands } as const;
const ofCheck = { of: ["check"] } as const;
const ofSimulate = { of: ["simulate"] } as const;
const ofDiff = { of: ["diff"] } as const;
/** The commands that read templates. */
const ofTemplates = { of: ["check", "vaults", "simulate", "test", "diff", "explain-403", "replay"] } as const;

/** The options of the command line, as `parseArgs` of Node reads them. */
export const optionTypes = {
  from: { type: "string", multiple: true, of: ["simulate", "diff"] },
  to: { type: "string", multiple: true, ...ofSimulate },
  expect: { type: "string", values: ["allow", "deny"], ...ofSimulate },
  parameters: { type: "string", multiple: true, ...ofTemplates },
  environment: { type: "string", ...ofTemplates },
  config: { type: "string", ...ofTemplates },
  base: { type: "string", of: ["diff", "replay"] },
  suggest: { type: "boolean", of: ["replay"] },
  against: { type: "string", ...ofDiff },
  assume: { type: "string", ...ofTemplates },
  permissions: { type: "boolean", ...ofTemplates },
  details: { type: "boolean", of: ["vaults"] },
  exclude: { type: "string", multiple: true, ...ofTemplates },
  limit: {
    type: "string",
    multiple: true,
    values: limitNames.map((name) => `${name}=`),
    ...ofTemplates,
  },
  "allow-read": { type: "string", multiple: true, ...ofTemplates },
  severity: { type: "string", values: severities, of: ["check", "test"] },
  fix: { type: "string", values: [keepingAccess], ...ofCheck },
  write: { type: "boolean", of: ["test"] },
  "dry-run": { type: "boolean", of: ["check", "test"] },
  "include-muted": { type: "boolean", ...ofCheck },
  only: { type: "string", values: [retirement], ...ofCheck },
  today: { type: "string", ...ofTemplates },
  "fail-on": { type: "string", values: gates, ...ofDiff },
  "fail-on-unknown": { type: "boolean", ...ofTemplates },
  baseline: { type: "string", ...ofCheck },
  "write-baseline": { type: "string", ...ofCheck },
  format: { type: "string", values: formatNames, ...ofReports },
  output: { type: "string" },
  lang: { type: "string", values: languages },
  "no-color": { type: "boolean", ...ofReports },
  quiet: { type: "boolean", ...ofReports },
  version: { type: "boolean", short: "V" },
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
