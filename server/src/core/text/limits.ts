/**
 * Every limit of an analysis, for all hosts. What one of them cuts off is an unknown with the cause `budget`, or is named as not
 * read: it never silently is nothing.
 */
const usual = {
  /** Bytes of a file. A larger one is named and not read. */
  fileSize: 16 * 1024 * 1024,
  /** Brackets within brackets of a file. Whatever walks a tree relies on it; a file with more is named and not read. */
  nesting: 500,

  /** Expressions within expressions, and values within values that functions make. */
  expressionDepth: 200,
  /** Steps of the evaluation of one root in one world. */
  steps: 1_000_000,
  /** Characters of a computed text, and of one that a function loads. */
  textLength: 1_048_576,
  /** Items of a computed list; it is open behind them. */
  items: 10_000,
  /** Results of a function whose arguments have several values each; with more of them it has an unknown one. */
  combinations: 64,

  /** Turns of one loop of resources or modules, as Azure limits `copy`; there may be more behind them. */
  copies: 800,
  /** Resources and calls that come of loops and of calls in all: a loop in a template that is called in a loop multiplies them. */
  instances: 10_000,
  /** Vaults of one root. Those behind them are named as not read. */
  vaults: 10_000,
  /** Calls within calls. What is called further down is named as not read. */
  moduleDepth: 64,
  /** Calls of modules in all: two calls in each of many nested modules double with every level. */
  moduleCalls: 2_000,

  /** Assumptions about open parameters that one root is evaluated under; the other parameters stay unknown. */
  worlds: 16,
  /** The same over all environments of a root; environments behind them are named as not evaluated. */
  worldsOfRoot: 256,
  /** The number of vaults in all of them together: many vaults have fewer worlds, and possibly fewer environments. */
  vaultsInWorlds: 50_000,
  /** Environments of a root that are evaluated; others are named. */
  environments: 64,

  /** Files that a scan of the editor reads; it says how many it does not. */
  scannedFiles: 5_000,
  /** Characters of a pipeline, manifest or script. A larger one that names a vault is named and not read. */
  outsideText: 1_000_000,
  /** Parameter files that the editor looks at; a scan and the log say how many it does not. */
  parameterFiles: 20_000,
  /** Folders and files that are looked through for a module of that name; one that lies behind them is named as not read. */
  searched: { folders: 50_000, files: 5_000 },
} as const;

/** The same; a host that is asked to raises some before it reads anything. */
export const limits: { -readonly [Name in keyof typeof usual]: Limit<(typeof usual)[Name]> } = { ...usual };

type Limit<Value> = Value extends number ? number : Value;

/** The limits that people may raise, as they write them: what walks trees relies on the others. */
const raisable = {
  "expression-depth": "expressionDepth",
  steps: "steps",
  "text-length": "textLength",
  items: "items",
  combinations: "combinations",
  copies: "copies",
  instances: "instances",
  vaults: "vaults",
  "module-depth": "moduleDepth",
  "module-calls": "moduleCalls",
  environments: "environments",
  "worlds-of-root": "worldsOfRoot",
  "vaults-in-worlds": "vaultsInWorlds",
} as const;

export type LimitName = keyof typeof raisable;

export const limitNames = Object.keys(raisable) as readonly LimitName[];

let raised: Partial<typeof limits> = {};

/** Sets limits for all that follows, in place of those that were set before. */
export function useLimits(given: ReadonlyMap<LimitName, number>): void {
  Object.assign(limits, raised);
  const names = [...given.keys()].map((name) => raisable[name]);
  raised = Object.fromEntries(names.map((name) => [name, limits[name]]));
  for (const [name, value] of given) limits[raisable[name]] = value;
}

/** How long a host waits, in milliseconds, in case that no limit foresaw what takes so long. What does is named and left out. */
export const deadlines = {
  /** For one root on the command line. */
  root: 60_000,
  /** For a sign of life of the server. */
  server: 10_000,
} as const;
