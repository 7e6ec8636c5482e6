import type { CancellationToken, Connection } from "vscode-languageserver";
import type { ParamsOf, ResultOf, ServerRequest } from "../../protocol/requests.ts";
import { serverRequests } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { closeVault, protect, readLog } from "./close-vault.ts";
import { addTest } from "./add-test.ts";
import { changesOfAccess } from "./changes-of-access.ts";
import { compareState } from "./compare-state.ts";
import { diff, noDiff } from "./diff.ts";
import { environments } from "./environments.ts";
import { explain403 } from "./explain-403.ts";
import { exportReport } from "./export.ts";
import { findings } from "./findings.ts";
import { picture } from "./picture.ts";
import { simulate } from "./simulate.ts";
import { sources } from "./sources.ts";
import { tests } from "./tests.ts";
import { vaults } from "./vaults.ts";
import type { Guard } from "../guard.ts";
import type { FileSource } from "../host.ts";
import { scan } from "../scan.ts";
import { withContext } from "../with-context.ts";

/** Connects the requests of `protocol.ts`, each with the answer to return if its feature fails. */
export function installOwnRequests(
  connection: Connection,
  context: Context,
  files: FileSource,
  guard: Guard,
  onScanned: () => void,
): void {
  const answerWith = <Name extends ServerRequest>(
    name: Name,
    answer: (params: ParamsOf<Name>, token: CancellationToken) => Promise<unknown>,
  ): void => {
    connection.onRequest(serverRequests[name], (...given: readonly unknown[]): Promise<unknown> => {
      // Requests without parameters only receive the token.
      const [params, token] = given.length > 1 ? given : [{}, ...given];
      // The type of what a client sends is only known from the table of requests; a feature that cannot read it fails,
      // which the guard handles.
      return answer(params as ParamsOf<Name>, token as CancellationToken);
    });
  };
  const install = <Name extends ServerRequest>(
    name: Name,
    neutral: ResultOf<Name>,
    feature: (context: Context, params: ParamsOf<Name>, token: CancellationToken) => Promise<ResultOf<Name>>,
  ): void => {
    answerWith(name, guard(neutral, withContext(context, feature)));
  };
  install("vaults", { vaults: [], unread: [], problems: [] }, vaults);
  install("simulate", { verdicts: [], sources: [], compared: false, expected: null, errors: [] }, simulate);
  install(
    "sources",
    {
      typed: null,
      subnets: [],
      consumers: [],
      listed: [],
      services: [],
      tags: [],
      saved: [],
      servicesAsOf: "",
    },
    sources,
  );
  install("tests", { files: [] }, tests);
  install("addTest", null, addTest);
  install("readLog", { calls: 0 }, readLog);
  install("closeVault", null, closeVault);
  install("protect", { documents: [] }, protect);
  install("environments", { active: null, environments: [], vaults: [] }, environments);
  install("explain403", { explanation: null }, (_context, params, token) =>
    explain403(context, files, params, token),
  );
  install("compareState", { document: null, error: null }, (_context, params, token) =>
    compareState(context, files, params, token),
  );
  install("changesOfAccess", { changes: [], isTried: false }, changesOfAccess);
  install("diff", noDiff, diff);
  install("exportReport", { text: null }, exportReport);
  install(
    "picture",
    { picture: null, lanes: [], leftOut: { vaults: 0, sources: 0 }, document: null },
    picture,
  );
  install("findings", { findings: [] }, findings);
  const scanned = async (_params: ParamsOf<"scan">, token: CancellationToken): Promise<ResultOf<"scan">> => {
    const result = await scan(connection.window, context.client.words, context, files, token);
    onScanned();
    return result;
  };
  answerWith("scan", guard({ templates: null, summary: null }, scanned));
}
