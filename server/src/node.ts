import { createConnection } from "vscode-languageserver/node";
import { URI } from "vscode-uri";
import { bicepCachePath } from "./bicep-cache.ts";
import { bundledGrammar } from "./grammar/bundled.ts";
import { lifeCycle } from "./lsp/life-cycle.ts";
import { startServer } from "./lsp/server.ts";
import { nodeFiles } from "./node-files.ts";
import { connectStandardStreams } from "./standard-streams.ts";

const files = { ...nodeFiles, bicepCache: `${URI.file(bicepCachePath).toString()}/` };
const cycle = lifeCycle();
// Another transport is what the command line says: `--node-ipc`, `--socket=PORT`.
const connection = process.argv.includes("--stdio") ? connectStandardStreams(cycle) : createConnection(cycle);
startServer(connection, { files, loadGrammar: bundledGrammar });
