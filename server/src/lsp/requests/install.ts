import type { CancellationToken, Connection } from "vscode-languageserver";
import type { AddTestResult, Explain403Params, Explain403Result, ScanResult } from "../../protocol.ts";
import { serverRequests } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { addTest } from "./add-test.ts";
import { changesOfAccess } from "./changes-of-access.ts";
import { diff } from "./diff.ts";
import { environments } from "./environments.ts";
import { explain403 } from "./explain-403.ts";
import { findings } from "./findings.ts";
import { simulate } from "./simulate.ts";
import { sources } from "./sources.ts";
import { tests } from "./tests.ts";
import { vaults } from "./vaults.ts";
import type { Guard } from "../guard.ts";
import type { FileSource } from "../host.ts";
import { scanWithProgress } from "../scan.ts";
import { withContext } from "../with-context.ts";

/** Connects the requests of `protocol.ts`, each with the answer that stands when its feature fails. */
export function installOwnRequests(
  connection: Connection,
  context: Context,
  files: FileSource,
  guard: Guard,
  onScanned: () => void,
): void {
  const install = <R>(
    method: string,
    neutral: R,
    feature: (context: Context, params: never, token: CancellationToken) => Promise<R>,
  ): void => {
    const answer = guard(neutral, withContext(context, feature));
    connection.onRequest(method, (...given: readonly unknown[]) => {
      // Of a request without parameters there is the token alone.
      const [params, token] = given.length > 1 ? given : [{}, ...given];
      // The shape of what a client sends is the protocol's, which says it of each method.
      return answer(params as never, token as CancellationToken);
    });
  };
  install(serverRequests.vaults, { vaults: [] }, vaults);
  install(serverRequests.simulate, { verdicts: [], sources: [], compared: false, errors: [] }, simulate);
  install(
    serverRequests.sources,
    { typed: null, subnets: [], consumers: [], listed: [], services: [], saved: [], servicesAsOf: "" },
    sources,
  );
  install(serverRequests.tests, { files: [] }, tests);
  install<AddTestResult>(serverRequests.addTest, null, addTest);
  install(serverRequests.environments, { active: null, environments: [], vaults: [] }, environments);
  install<Explain403Result>(
    serverRequests.explain403,
    { explanation: null },
    (_context, params: Explain403Params, token) => explain403(context, files, params, token),
  );
  install(serverRequests.changesOfAccess, { changes: [] }, changesOfAccess);
  install(serverRequests.diff, { isSet: false, changes: [] }, diff);
  install(serverRequests.findings, { findings: [] }, findings);
  install<ScanResult>(
    serverRequests.scan,
    { templates: null, summary: null },
    async (_context, _params, token) => {
      const result = await scanWithProgress(connection, context, files, token);
      onScanned();
      return result;
    },
  );
}
