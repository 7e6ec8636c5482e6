import { createConnection } from "vscode-languageserver/node";
import { URI } from "vscode-uri";
import { bicepCachePath } from "./bicep-cache.ts";
import { bundledGrammar } from "./grammar/bundled.ts";
import { lifeCycle } from "./lsp/life-cycle.ts";
import { startServer } from "./lsp/server.ts";
import { nodeFiles } from "./node-files.ts";

// The transport is what the command line says: `--stdio`, `--node-ipc`, `--socket=PORT`.
const files = { ...nodeFiles, bicepCache: `${URI.file(bicepCachePath).toString()}/` };
startServer(createConnection(lifeCycle()), { files, loadGrammar: bundledGrammar });
