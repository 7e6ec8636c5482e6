import { deadlines } from "./protocol.ts";
import { superviseProcess } from "./supervised-process.ts";

superviseProcess(new URL("./server.js", import.meta.url), deadlines.server);
