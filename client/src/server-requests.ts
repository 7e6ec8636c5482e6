import type { ParamsOf, ResultOf, ServerRequest } from "../../server/src/protocol/requests.ts";
import { serverRequests } from "../../server/src/protocol.ts";

/** The requests that the features send to the server. Each request starts the server if it is not running yet. */
export type ServerRequests = {
  readonly [Name in ServerRequest]: (params: ParamsOf<Name>) => Promise<ResultOf<Name>>;
};

/** Sends a request and returns the response; its type is in the table of requests. */
type Ask = <R>(method: string, params: object) => Promise<R>;

export function requestsBy(ask: Ask): ServerRequests {
  const request =
    <Name extends ServerRequest>(name: Name) =>
    (params: ParamsOf<Name>): Promise<ResultOf<Name>> =>
      ask(serverRequests[name], params);
  return {
    vaults: request("vaults"),
    simulate: request("simulate"),
    sources: request("sources"),
    scan: request("scan"),
    tests: request("tests"),
    addTest: request("addTest"),
    environments: request("environments"),
    selectEnvironment: request("selectEnvironment"),
    explain403: request("explain403"),
    compareState: request("compareState"),
    setBaseline: request("setBaseline"),
    diff: request("diff"),
    findings: request("findings"),
    exportReport: request("exportReport"),
    picture: request("picture"),
    changesOfAccess: request("changesOfAccess"),
    serviceTags: request("serviceTags"),
    readLog: request("readLog"),
    closeVault: request("closeVault"),
    protect: request("protect"),
  };
}
