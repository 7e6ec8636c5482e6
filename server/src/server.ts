import { deadlines } from "./protocol.ts";
import { superviseProcess } from "./supervised-process.ts";

/** The language server as a process of Node: this thread only keeps the connection, and another one serves it. */
superviseProcess(new URL("./thread.js", import.meta.url), deadlines.server);
