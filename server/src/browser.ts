/// <reference lib="webworker" />
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { bundledGrammar } from "./grammar/bundled.ts";
import { noFiles } from "./lsp/host.ts";
import { lifeCycle } from "./lsp/life-cycle.ts";
import { startServer } from "./lsp/server.ts";

// A worker has no files; the client answers for them.
const connection = createConnection(
  new BrowserMessageReader(self),
  new BrowserMessageWriter(self),
  lifeCycle(),
);
startServer(connection, { files: noFiles, loadGrammar: bundledGrammar });
