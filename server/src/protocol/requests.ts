import type { AddTestParams, AddTestResult, TestsParams, TestsResult } from "./access-tests.ts";
import type { ChangesOfAccessParams, ChangesOfAccessResult } from "./changes-of-access.ts";
import type {
  CloseVaultParams,
  CloseVaultResult,
  ProtectResult,
  ReadLogParams,
  ReadLogResult,
} from "./closing.ts";
import type { CompareStateParams, CompareStateResult } from "./compare-state.ts";
import type { EnvironmentsResult, SelectEnvironmentParams } from "./environments.ts";
import type { ExportParams, ExportResult } from "./export.ts";
import type { FindingsResult } from "./findings.ts";
import type { Explain403Params, Explain403Result } from "./forbidden.ts";
import type { PictureParams, PictureResult } from "./picture.ts";
import type { ServiceTagsParams, ServiceTagsResult } from "./service-tags.ts";
import type { SourcesParams, SourcesResult } from "./sources.ts";
import type { ScanResult, VaultsParams, VaultsResult, SimulateParams, SimulateResult } from "./vaults.ts";
import type {
  DiffParams,
  DiffResult,
  SetWhatIfBaselineParams,
  SetWhatIfBaselineResult,
} from "./what-if-baseline.ts";

/** The requests of the client, by the last part of the method: what it sends and what it receives. */
export interface ServerRequests {
  readonly vaults: Request<VaultsParams, VaultsResult>;
  readonly simulate: Request<SimulateParams, SimulateResult>;
  readonly sources: Request<SourcesParams, SourcesResult>;
  /** Reads the whole workspace, so that vaults in files that are not open are known too. */
  readonly scan: Request<NoParams, ScanResult>;
  readonly tests: Request<TestsParams, TestsResult>;
  readonly addTest: Request<AddTestParams, AddTestResult>;
  readonly environments: Request<NoParams, EnvironmentsResult>;
  readonly selectEnvironment: Request<SelectEnvironmentParams, null>;
  readonly explain403: Request<Explain403Params, Explain403Result>;
  /** Compares the templates with what is deployed, or planned. */
  readonly compareState: Request<CompareStateParams, CompareStateResult>;
  readonly setBaseline: Request<SetWhatIfBaselineParams, SetWhatIfBaselineResult>;
  readonly diff: Request<DiffParams, DiffResult>;
  readonly findings: Request<NoParams, FindingsResult>;
  /** Writes what is known as a document or in a machine-readable format. */
  readonly exportReport: Request<ExportParams, ExportResult>;
  readonly picture: Request<PictureParams, PictureResult>;
  readonly changesOfAccess: Request<ChangesOfAccessParams, ChangesOfAccessResult>;
  readonly readLog: Request<ReadLogParams, ReadLogResult>;
  readonly closeVault: Request<CloseVaultParams, CloseVaultResult>;
  readonly protect: Request<NoParams, ProtectResult>;
  /** Replaces the service tags for as long as the server runs. */
  readonly serviceTags: Request<ServiceTagsParams, ServiceTagsResult>;
}

export interface Request<Params, Result> {
  readonly params: Params;
  readonly result: Result;
}

export type NoParams = Readonly<Record<string, never>>;

export type ServerRequest = keyof ServerRequests;
export type ParamsOf<Name extends ServerRequest> = ServerRequests[Name]["params"];
export type ResultOf<Name extends ServerRequest> = ServerRequests[Name]["result"];
