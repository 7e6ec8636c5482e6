/**
 * What client and server say to each other beyond the Language Server Protocol. All of it is plain JSON, so that any
 * editor can use it; places are `uri` and `range` in the terms of LSP (0-based, in the negotiated position encoding). The
 * words are those of the command line's JSON.
 */

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

/** Takes in Azure's service tags as Microsoft publishes them; without a file those that come along are in force again. */
export interface ServiceTagsParams {
  /** The name tells the day: `ServiceTags_Public_20260622.json`. */
  readonly file: { readonly name: string; readonly text: string } | null;
}

export interface ServiceTagsResult {
  /** The day of the tags in force, `2026-06-22`; null when the file did not tell. */
  readonly published: string | null;
  /** How many there are. */
  readonly count: number;
  /** Why the file was not taken in; null when it was. */
  readonly error: string | null;
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

export interface SourcesParams {
  /** What stands in the input box so far. */
  readonly typed: string;
}

/** What to offer somebody who is choosing a source. */
export interface SourcesResult {
  /** What is typed, read as a source; null when nothing is typed. */
  readonly typed: TypedSource | null;
  /** Subnets of the known roots that fit what is typed. */
  readonly subnets: readonly SubnetSource[];
  /** Resources of the known roots that use a vault, and fit what is typed. */
  readonly consumers: readonly ConsumerSource[];
  /** Services that fit what is typed, best first; all of them when nothing is typed. */
  readonly services: readonly ServiceSource[];
  /** Sources that access files name and that fit what is typed. */
  readonly saved: readonly SavedSource[];
  /** The date of Microsoft's list of trusted services that they were compared with. */
  readonly servicesAsOf: string;
}

export type TypedSource =
  | {
      readonly kind:
        "address" | "range" | "private" | "ipv6" | "internet" | "subnet" | "service" | "consumer" | "tag";
      /** To be sent as `from`. */
      readonly from: string;
      readonly description: string;
    }
  /** It may still become a source, or name a service or subnet below. */
  | { readonly kind: "malformed"; readonly description: string };

export interface SubnetSource extends Place {
  /** To be sent as `from`. */
  readonly from: string;
  readonly label: string;
  /** Its address ranges as far as they are known. */
  readonly prefixes: readonly string[];
  readonly root: string;
}

/** A resource that uses a vault; `uri` and `range` are where it is declared. */
export interface ConsumerSource extends Place {
  /** To be sent as `from`. */
  readonly from: string;
  readonly label: string;
  /** The names of its scenarios: "Azure App Service". */
  readonly scenarios: readonly string[];
  /** The symbols of the vaults it uses or may use. */
  readonly vaults: readonly string[];
  readonly root: string;
}

export interface ServiceSource {
  /** To be sent as `from`. */
  readonly from: string;
  readonly name: string;
  /** "trusted, for this scenario only", "not a trusted service", … */
  readonly standing: string;
  /** Whether the bypass may let it in at all. */
  readonly trusted: "yes" | "no" | "depends";
  readonly scenario: string;
  /** What lets in a caller without trust, best first: "a subnet rule or private endpoint"; empty for others. */
  readonly needs: string;
  /** Explains it, as Markdown. */
  readonly description: string;
}

/** A source that an access file names; `uri` and `range` are its name there. */
export interface SavedSource extends Place {
  /** To be sent as `from`: its name. */
  readonly from: string;
  /** How it was understood; why it stands for nobody where it does not. */
  readonly meaning: string;
  /** What the file says of it. */
  readonly description: string | null;
}

export interface TestsParams {
  /** Only this access file; all that are in force somewhere when it is left out. */
  readonly uri?: string;
}

export interface TestsResult {
  readonly files: readonly AccessFileResult[];
}

/** An access file with its tests, judged as the templates stand now. */
export interface AccessFileResult {
  readonly uri: string;
  /** The environments in which tests are judged; a null alone where the file has none. */
  readonly environments: readonly (string | null)[];
  /** How many mistakes keep parts of the file from being read. */
  readonly problems: number;
  readonly tests: readonly AccessTestResult[];
}

/** A test; `range` is all of it. */
export interface AccessTestResult extends Place {
  /** The same as long as its name is, and as it is the same one among those of that name. */
  readonly id: string;
  readonly name: string;
  /** Where it is reported: its name, or what it is about. */
  readonly nameRange: PlaceRange;
  /** One for each environment that it is about. */
  readonly results: readonly AccessTestOutcome[];
}

export interface AccessTestOutcome {
  readonly environment: string | null;
  readonly outcome: "passed" | "failed" | "skipped";
  /** The rule that reports it, `KV601`; null when it has passed. */
  readonly rule: string | null;
  /** One line; null when it has passed. */
  readonly message: string | null;
  /** Where the message belongs in the access file. */
  readonly place: PlaceRange;
  /** What was wanted and what is, a line for each source and vault: "internet → kv: denied". */
  readonly expected: string;
  readonly actual: string;
  /** Where templates decide so, each with a sentence. */
  readonly deciding: readonly (Place & { readonly text: string; readonly vault: string })[];
}

export interface AddTestParams {
  /** The source as given to `simulate`. */
  readonly from: string;
  readonly to: VaultReference;
  readonly expect: "allow" | "deny";
}

/** Null when there is no such vault, or the access file there cannot be read as far as its tests. */
export type AddTestResult = {
  /** The access file, which may not be there yet. */
  readonly uri: string;
  /** All of its text once the test is added. */
  readonly text: string;
  /** Where the new test's name stands in that text. */
  readonly name: PlaceRange;
} | null;

export interface EnvironmentsResult {
  /** The one whose values count; null when defaults do. */
  readonly active: string | null;
  readonly environments: readonly EnvironmentResult[];
  /** How open every vault is in each of them. */
  readonly vaults: readonly EnvironmentVault[];
}

export interface EnvironmentResult {
  readonly name: string;
  /** Named in an access file, or told by the names of parameter files. */
  readonly from: "accessFile" | "parameterFiles";
  /** The addresses of its files of values. */
  readonly files: readonly string[];
}

/** A vault with its exposures by environment; `uri` and `range` are where it is declared. */
export interface EnvironmentVault extends VaultReference, Place {
  readonly module: string | null;
  readonly symbol: string;
  /** By the name of the environment; "" stands for defaults. One in which there is no such vault is left out. */
  readonly exposures: Readonly<Record<string, ExposureResult>>;
}

export interface SelectEnvironmentParams {
  /** Null for defaults. */
  readonly name: string | null;
}

export interface Explain403Params {
  /** A 403 body, or a log around it. */
  readonly text: string;
  /** The vault that is meant, where the text names none that is known. */
  readonly to?: VaultReference;
}

/** Why the service said no, and what the templates say about it. Identities in the text are never repeated. */
export interface Explain403Result {
  /** Null when the text holds no 403 of a key vault. */
  readonly explanation: ExplanationResult | null;
}

export interface ExplanationResult {
  readonly shape: string;
  /** The address that the service saw. */
  readonly client: string | null;
  /** The vault's name in the text. */
  readonly vault: string | null;
  /** False: the network let the call through, and a permission is missing. */
  readonly networkDecision: boolean;
  /** What the service's words mean, as sentences. */
  readonly meaning: string;
  /** The vaults of templates that are meant; several where the name does not tell, none where no template has it. */
  readonly candidates: readonly (VaultReference & { readonly symbol: string })[];
  /** What the template of the only candidate says of the client. */
  readonly template: VerdictResult | null;
  /** "bypass: the service says None, the template AzureServices". */
  readonly drift: readonly string[];
  /** Narrowest first; none for a permission problem. */
  readonly fixes: readonly AccessChange[];
  /** Why the deployed state may differ, and what to look at. */
  readonly advice: readonly string[];
}

/** A change that would let somebody in, or keep somebody out. */
export interface AccessChange {
  /** "Add 198.51.100.7/32 to ipRules of kv". */
  readonly title: string;
  /** What it does to access tests: "all 4 access tests pass"; null where there are none. */
  readonly tests: string | null;
  /** The whole texts of the documents it changes; none where it has to be written by hand. */
  readonly documents: readonly { readonly uri: string; readonly text: string }[];
}

/** Asks for the smallest changes that would turn a verdict, narrowest first. */
export interface ChangesOfAccessParams {
  readonly from: string;
  readonly to: VaultReference;
  readonly expect: "allow" | "deny";
}

export interface ChangesOfAccessResult {
  readonly changes: readonly AccessChange[];
}

export interface SetBaselineParams {
  /** What is compared with: the buffers as they are now, texts of another revision over today's files, or nothing any more. */
  readonly baseline:
    | { readonly kind: "buffers" }
    | { readonly kind: "texts"; readonly label: string; readonly files: readonly BaselineText[] }
    | null;
}

/** Null for a file that was not there. Files that are not named are as they are now. */
export interface BaselineText {
  readonly uri: string;
  readonly text: string | null;
}

export interface SetBaselineResult {
  readonly isSet: boolean;
}

export interface DiffParams {
  /** Sources to compare besides those of access files and "internet". */
  readonly from?: readonly string[];
}

export interface DiffResult {
  /** False when there is no baseline. */
  readonly isSet: boolean;
  readonly changes: readonly AccessDifference[];
}

/** A verdict that differs from the baseline's; null on the side where there is no such vault. */
export interface AccessDifference {
  readonly kind: "added" | "changed" | "removed";
  readonly from: string;
  /** The vault's symbol. */
  readonly vault: string;
  readonly before: VerdictWord | null;
  readonly after: VerdictWord | null;
  /** The vault as it is now; null when it is gone. */
  readonly reference: VaultReference | null;
  readonly place: Place | null;
}
