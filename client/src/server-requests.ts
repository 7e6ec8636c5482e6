import type {
  AddTestParams,
  AddTestResult,
  ChangesOfAccessParams,
  ChangesOfAccessResult,
  DiffParams,
  DiffResult,
  EnvironmentsResult,
  Explain403Params,
  Explain403Result,
  FindingsResult,
  ScanResult,
  SelectEnvironmentParams,
  ServiceTagsParams,
  ServiceTagsResult,
  SetWhatIfBaselineParams,
  SetWhatIfBaselineResult,
  SimulateParams,
  SimulateResult,
  SourcesParams,
  SourcesResult,
  TestsParams,
  TestsResult,
  VaultsParams,
  VaultsResult,
} from "../../server/src/protocol.ts";
import { serverRequests } from "../../server/src/protocol.ts";

/** What the features ask of the server. Each request starts the server when it does not run yet. */
export interface ServerRequests {
  readonly vaults: (params: VaultsParams) => Promise<VaultsResult>;
  readonly simulate: (params: SimulateParams) => Promise<SimulateResult>;
  readonly sources: (params: SourcesParams) => Promise<SourcesResult>;
  /** Reads the whole workspace, so that vaults in files that are not open are known too. */
  readonly scan: () => Promise<ScanResult>;
  readonly tests: (params: TestsParams) => Promise<TestsResult>;
  readonly addTest: (params: AddTestParams) => Promise<AddTestResult>;
  readonly environments: () => Promise<EnvironmentsResult>;
  readonly selectEnvironment: (params: SelectEnvironmentParams) => Promise<null>;
  readonly explain403: (params: Explain403Params) => Promise<Explain403Result>;
  readonly changesOfAccess: (params: ChangesOfAccessParams) => Promise<ChangesOfAccessResult>;
  readonly setBaseline: (params: SetWhatIfBaselineParams) => Promise<SetWhatIfBaselineResult>;
  readonly diff: (params: DiffParams) => Promise<DiffResult>;
  readonly findings: () => Promise<FindingsResult>;
  /** Puts other service tags in force, for as long as the server runs. */
  readonly serviceTags: (params: ServiceTagsParams) => Promise<ServiceTagsResult>;
}

/** Sends a request and answers what comes back; what that is, the protocol says. */
type Ask = <R>(method: string, params: object) => Promise<R>;

export function requestsBy(ask: Ask): ServerRequests {
  return {
    vaults: (params) => ask(serverRequests.vaults, params),
    simulate: (params) => ask(serverRequests.simulate, params),
    sources: (params) => ask(serverRequests.sources, params),
    scan: () => ask(serverRequests.scan, {}),
    tests: (params) => ask(serverRequests.tests, params),
    addTest: (params) => ask(serverRequests.addTest, params),
    environments: () => ask(serverRequests.environments, {}),
    selectEnvironment: (params) => ask(serverRequests.selectEnvironment, params),
    explain403: (params) => ask(serverRequests.explain403, params),
    changesOfAccess: (params) => ask(serverRequests.changesOfAccess, params),
    setBaseline: (params) => ask(serverRequests.setBaseline, params),
    diff: (params) => ask(serverRequests.diff, params),
    findings: () => ask(serverRequests.findings, {}),
    serviceTags: (params) => ask(serverRequests.serviceTags, params),
  };
}
