import { createConnection } from "vscode-languageserver/node";
import { bundledGrammar } from "./grammar/bundled.ts";
import { startServer } from "./lsp/server.ts";
import { nodeFiles } from "./node-files.ts";

// The transport is what the command line says: `--stdio`, `--node-ipc`, `--socket=PORT`.
startServer(createConnection(), { files: nodeFiles, loadGrammar: bundledGrammar });
