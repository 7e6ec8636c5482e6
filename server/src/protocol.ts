/**
 * What client and server say to each other beyond the Language Server Protocol. All of it is plain JSON, so that any
 * editor can use it; places are `uri` and `range` in the terms of LSP (0-based, in the negotiated position encoding). The
 * words are those of the command line's JSON.
 */

export { decodeText } from "./core/text/decode.ts";
export type {
  AccessFileResult,
  AccessTestOutcome,
  AccessTestResult,
  AddTestParams,
  AddTestResult,
  TestsParams,
  TestsResult,
} from "./protocol/access-tests.ts";
export type {
  EnvironmentResult,
  EnvironmentVault,
  EnvironmentsResult,
  SelectEnvironmentParams,
} from "./protocol/environments.ts";
export type { FindingResult, FindingsResult } from "./protocol/findings.ts";
export type { Explain403Params, Explain403Result, ExplanationResult } from "./protocol/forbidden.ts";
export type {
  AccessChange,
  ChangesOfAccessParams,
  ChangesOfAccessResult,
} from "./protocol/changes-of-access.ts";
export type {
  AccessDifference,
  BaselineText,
  DiffParams,
  DiffResult,
  SetBaselineParams,
  SetBaselineResult,
} from "./protocol/baseline.ts";
export type {
  ConsumerSource,
  SavedSource,
  ServiceSource,
  SourcesParams,
  SourcesResult,
  SubnetSource,
  TypedSource,
} from "./protocol/sources.ts";
export type { ServiceTagsParams, ServiceTagsResult } from "./protocol/service-tags.ts";

/** A place in a document. */
export interface Place {
  readonly uri: string;
  readonly range: PlaceRange;
}

export interface PlaceRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What a client may say in `initializationOptions`. Whatever it leaves out it does not do. */
export interface ClientOptions {
  /** The client answers `readFile`. */
  readonly readFile?: boolean;
  /** The client answers `listFolder`. */
  readonly listFolder?: boolean;
  /** The client answers `findFiles`. */
  readonly findFiles?: boolean;
  /** The client has the commands of `clientCommands`. */
  readonly commands?: boolean;
  /** The editor itself checks access files against our JSON schema, so that the server need not. */
  readonly checksSchema?: boolean;
}

/** Methods that the server asks of the client. */
export const clientRequests = {
  readFile: "keyvault-network/readFile",
  listFolder: "keyvault-network/listFolder",
  findFiles: "keyvault-network/findFiles",
} as const;

export interface ReadFileParams {
  readonly uri: string;
}

/** Null when there is no such file, or none that can be read as text. */
export type ReadFileResult = { readonly text: string } | null;

export interface ListFolderParams {
  /** Ends in a slash. */
  readonly uri: string;
}

/** The addresses of the files that stand in the folder itself; null when there is no such folder. */
export type ListFolderResult = { readonly uris: readonly string[] } | null;

export interface FindFilesParams {
  /** Glob pattern relative to each workspace folder, such as the one for all `.bicep` files. */
  readonly include: string;
  /** Glob patterns of files and folders to leave out. */
  readonly exclude: readonly string[];
  readonly limit: number;
}

export interface FindFilesResult {
  readonly uris: readonly string[];
}

/** Methods that the client asks of the server. */
export const serverRequests = {
  vaults: "keyvault-network/vaults",
  simulate: "keyvault-network/simulate",
  sources: "keyvault-network/sources",
  scan: "keyvault-network/scan",
  tests: "keyvault-network/tests",
  addTest: "keyvault-network/addTest",
  environments: "keyvault-network/environments",
  selectEnvironment: "keyvault-network/selectEnvironment",
  explain403: "keyvault-network/explain403",
  setBaseline: "keyvault-network/setBaseline",
  diff: "keyvault-network/diff",
  findings: "keyvault-network/findings",
  changesOfAccess: "keyvault-network/changesOfAccess",
  serviceTags: "keyvault-network/serviceTags",
} as const;

/** Notifications of the server: `changed` says that vaults and verdicts may differ from those told before. */
export const serverNotifications = {
  changed: "keyvault-network/changed",
} as const;

/** Commands of the client that code lenses, hovers and code actions lead to. */
export const clientCommands = {
  /** With a `VaultReference` as its argument, or none. */
  simulateAccess: "keyVaultNetwork.simulateAccess",
  /** Without arguments. */
  selectEnvironment: "keyVaultNetwork.selectEnvironment",
  browseTrustedServices: "keyVaultNetwork.browseTrustedServices",
  /** With the code of a rule as its argument, or none. */
  explainRule: "keyVaultNetwork.explainRule",
} as const;

/** Commands of the server, which any client can call by `workspace/executeCommand`. */
export const serverCommands = {
  /** Opens the page at the address given as its argument. */
  openDocumentation: "keyVaultNetwork.openDocumentation",
} as const;

export interface ScanResult {
  /** How many templates with vaults are known now; null when the scan was cancelled. */
  readonly templates: number | null;
}

export interface VaultsParams {
  /** Only the vaults that this document declares or decides; all known ones when it is left out. */
  readonly uri?: string;
}

export interface VaultsResult {
  readonly vaults: readonly VaultResult[];
}

/** Names a vault among all that the server knows. */
export interface VaultReference {
  /** The uri of the root judged; that of a folder, with a slash at its end, for Terraform. */
  readonly root: string;
  /** The same as long as the declaration keeps its place among the others. */
  readonly key: string;
}

export interface UnknownResult {
  readonly unknown: string;
}

export type WordResult = string | null | { readonly oneOf: readonly (string | null)[] } | UnknownResult;

export type ScalarResult = string | number | boolean | null;

export type ExposureResult = "public" | "selected" | "private" | "perimeter" | "depends";

/** A vault with what its network will be; `uri` and `range` are where it is declared. */
export interface VaultResult extends VaultReference, Place {
  readonly module: string | null;
  readonly symbol: string;
  readonly name: string | UnknownResult;
  readonly kind: "vault" | "managedHsm";
  readonly existing: boolean;
  readonly deployed: boolean;
  readonly exists: "yes" | "no" | "maybe";
  /** All of the declaration. */
  readonly declaration: PlaceRange;
  /** One line for people: "Deny by default · 257 addresses · 1 subnet". */
  readonly summary: string;
  /** The same as it was in the what-if baseline; null where that says the same or none is set. */
  readonly was: string | null;
  readonly exposure: ExposureResult;
  readonly dependsOn: readonly string[];
  readonly cases: readonly {
    readonly when: Readonly<Record<string, ScalarResult>>;
    readonly exposure: ExposureResult;
  }[];
  readonly trustedServices: "allowed" | "denied" | "depends";
  readonly publicNetworkAccess: WordResult;
  readonly defaultAction: WordResult;
  readonly bypass: WordResult;
  readonly ipRules: readonly (string | UnknownResult)[];
  readonly ipRulesOpen: boolean;
  readonly subnetRules: readonly (string | UnknownResult)[];
  readonly subnetRulesOpen: boolean;
  readonly privateEndpoints: number;
  readonly notes: readonly string[];
  /** The resources of the deployment that use it or may use it, each scenario by itself. */
  readonly consumers: readonly VaultConsumerResult[];
  /** Where its facts are written; null when they are not. */
  readonly places: {
    readonly publicNetworkAccess: Place | null;
    readonly defaultAction: Place | null;
    readonly bypass: Place | null;
    readonly ipRules: readonly (Place | null)[];
    readonly subnetRules: readonly (Place | null)[];
  };
}

/** A resource that uses a vault, in one scenario; `uri` and `range` are where it is declared. */
export interface VaultConsumerResult extends Place {
  /** To be sent as `from`. */
  readonly from: string;
  readonly label: string;
  readonly scenario: ScenarioResult;
  /** Whether it uses the vault for certain. */
  readonly uses: "yes" | "maybe";
  readonly verdict: VerdictWord;
  readonly reason: string;
}

export interface SimulateParams {
  /** Sources as typed: an IPv4 address, a CIDR, `a-b`, IPv6, `internet`, `subnet:NAME`, `service:ID`, `consumer:SYMBOL`. */
  readonly from: readonly string[];
  /** Only these vaults; all known ones when it is left out. */
  readonly to?: readonly VaultReference[];
}

export interface SimulateResult {
  readonly verdicts: readonly VerdictResult[];
  /** Whether a what-if baseline is set, which the verdicts are compared with. */
  readonly compared: boolean;
  /** Sources that could not be read, or that no root knows, each with one line that says what is accepted. */
  readonly errors: readonly { readonly from: string; readonly message: string }[];
}

export type VerdictWord = "allowed" | "denied" | "partial" | "depends";

/** A verdict; `uri` and `range` are where the vault is declared. */
export interface VerdictResult extends VaultReference, Place {
  /** The source as given. */
  readonly from: string;
  readonly module: string | null;
  /** The vault's symbol. */
  readonly vault: string;
  /** The vault's name; null when it is not known. */
  readonly vaultName: string | null;
  readonly verdict: VerdictWord;
  /** The verdict in the what-if baseline; null where that is the same or none is set. */
  readonly was: VerdictWord | null;
  readonly reason: string;
  readonly dependsOn: readonly string[];
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
  readonly unknown: readonly string[];
  readonly cases: readonly {
    readonly when: Readonly<Record<string, ScalarResult>>;
    readonly verdict: VerdictWord;
  }[];
  readonly steps: readonly StepResult[];
  readonly notes: readonly string[];
  /** Of a service or consumer the scenario the verdict is about; a consumer with several has a verdict on each. */
  readonly scenario: ScenarioResult | null;
}

/** An entry of the catalogue of services. */
export interface ScenarioResult {
  readonly service: string;
  readonly name: string;
  readonly text: string;
  /** The words of the text that say what is done, without what is said about them. */
  readonly short: string;
}

export interface StepResult {
  readonly gate: string;
  readonly outcome: "continue" | "allow" | "deny" | "maybe" | "not-applicable";
  readonly text: string;
  /** The property that says so; null when nothing stands anywhere. */
  readonly place: Place | null;
}
