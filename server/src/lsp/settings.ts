import { byRuleCode, type NamedSource, readAccessFile, type Severity } from "../core/index.ts";

/** The settings of one resource, `keyVaultNetwork.*`. */
export interface Settings {
  readonly validate: {
    readonly enable: boolean;
    readonly run: "onType" | "onSave";
    readonly scope: "openFiles" | "workspace";
    readonly exclude: readonly string[];
    readonly includeMuted: boolean;
  };
  /** Severities by code; "off" turns a rule off. */
  readonly rules: ReadonlyMap<string, Severity | "off">;
  readonly widestIpPrefix: number;
  readonly honorOtherTools: boolean;
  /** Paths relative to the workspace folder, by the sources of modules. */
  readonly modules: ReadonlyMap<string, string>;
  /** The path of a state, relative to the workspace folder, to take values from that templates leave open; empty for none. */
  readonly assumeDeployed: string;
  /** Whether the permission of a consumer's identity is the last gate. */
  readonly requirePermissions: boolean;
  /** The environment to use; empty for defaults. */
  readonly environment: string;
  /** When access tests run automatically. */
  readonly runTests: "onType" | "onSave" | "manual";
  /** Sources that the user's settings define, not the repository. */
  readonly sources: ReadonlyMap<string, NamedSource>;
  /** Whether a failing access test is also reported on the property that decides it. */
  readonly showTestsInTemplate: boolean;
  readonly codeLens: boolean;
  readonly inlayHints: "wideRanges" | "off";
  readonly hover: boolean;
}

const defaultSettings: Settings = {
  validate: {
    enable: true,
    run: "onType",
    scope: "openFiles",
    exclude: ["**/node_modules/**", "**/.terraform/**", "**/.bicep/**", "**/.git/**"],
    includeMuted: false,
  },
  rules: new Map(),
  widestIpPrefix: 24,
  honorOtherTools: true,
  modules: new Map(),
  assumeDeployed: "",
  requirePermissions: false,
  environment: "",
  runTests: "onType",
  sources: new Map(),
  showTestsInTemplate: true,
  codeLens: true,
  inlayHints: "wideRanges",
  hover: true,
};

/**
 * Reads settings as a client sends them: nested, and possibly of any type. Invalid values are treated as if they were
 * not set.
 */
export function readSettings(json: unknown): Settings {
  const { validate } = defaultSettings;
  return {
    validate: {
      enable: flag(json, ["validate", "enable"], validate.enable),
      run: word(json, ["validate", "run"], ["onType", "onSave"], validate.run),
      scope: word(json, ["validate", "scope"], ["openFiles", "workspace"], validate.scope),
      exclude: globs(at(json, ["validate", "exclude"]), validate.exclude),
      includeMuted: flag(json, ["validate", "includeMuted"], validate.includeMuted),
    },
    rules: readRules(at(json, ["rules"])),
    widestIpPrefix: readPrefix(at(json, ["limits", "widestIpPrefix"])),
    honorOtherTools: flag(json, ["suppressions", "honorOtherTools"], defaultSettings.honorOtherTools),
    modules: readModules(at(json, ["modules"])),
    assumeDeployed: text(at(json, ["assumeDeployed"])),
    requirePermissions: flag(json, ["simulation", "requirePermissions"], defaultSettings.requirePermissions),
    environment: text(at(json, ["environment"])),
    runTests: word(json, ["accessTests", "run"], ["onType", "onSave", "manual"], defaultSettings.runTests),
    sources: readSources(at(json, ["simulation", "sources"])),
    showTestsInTemplate: flag(json, ["accessTests", "showInTemplate"], defaultSettings.showTestsInTemplate),
    codeLens: flag(json, ["codeLens", "enable"], defaultSettings.codeLens),
    inlayHints: word(json, ["inlayHints", "enable"], ["wideRanges", "off"], defaultSettings.inlayHints),
    hover: flag(json, ["hover", "enable"], defaultSettings.hover),
  };
}

/** The value at a path of keys, which may be nested or joined by dots; undefined if there is none. */
function at(json: unknown, path: readonly string[]): unknown {
  const joined = member(json, path.join("."));
  return joined ?? path.reduce(member, json);
}

function member(json: unknown, key: string): unknown {
  if (typeof json !== "object" || json === null || !Object.hasOwn(json, key)) return undefined;
  return Reflect.get(json, key);
}

function flag(json: unknown, path: readonly string[], otherwise: boolean): boolean {
  const value = at(json, path);
  return typeof value === "boolean" ? value : otherwise;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function word<T extends string>(
  json: unknown,
  path: readonly string[],
  words: readonly T[],
  otherwise: T,
): T {
  const value = at(json, path);
  return words.find((each) => each === value) ?? otherwise;
}

/** Patterns as an array, or in the format of VS Code's own `files.exclude`: an object of patterns and booleans. */
function globs(value: unknown, otherwise: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.filter((each) => typeof each === "string");
  if (typeof value !== "object" || value === null) return otherwise;
  return Object.entries(value).flatMap(([pattern, on]) => (on === true ? [pattern] : []));
}

function readRules(value: unknown): Settings["rules"] {
  if (typeof value !== "object" || value === null) return defaultSettings.rules;
  const severities: readonly (Severity | "off")[] = ["error", "warning", "info", "hint", "off"];
  return byRuleCode(
    Object.entries(value).flatMap(([rule, wanted]) => {
      const severity = severities.find((each) => each === wanted);
      return severity ? [[rule, severity] as const] : [];
    }),
  );
}

function readModules(value: unknown): Settings["modules"] {
  if (typeof value !== "object" || value === null) return defaultSettings.modules;
  return new Map(
    Object.entries(value).flatMap(([source, path]) =>
      typeof path === "string" && path !== "" ? [[source, path] as const] : [],
    ),
  );
}

/** Sources by name, as in the access file; a string means what it would mean if it were typed. */
function readSources(value: unknown): Settings["sources"] {
  if (typeof value !== "object" || value === null) return defaultSettings.sources;
  const sources = Object.keys(value).map((name) => {
    const means = member(value, name);
    return [name, typeof means === "string" ? { ip: means } : means] as const;
  });
  return readAccessFile({ id: "", text: JSON.stringify({ sources: Object.fromEntries(sources) }) }).sources;
}

function readPrefix(value: unknown): number {
  const isPrefix = typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 32;
  return isPrefix ? value : defaultSettings.widestIpPrefix;
}
