import { parentPort } from "node:worker_threads";
import { URI } from "vscode-uri";
import { bicepCachePath } from "./bicep-cache.ts";
import { nodeFiles } from "./node-files.ts";
import { serveFromWorker } from "./worker.ts";

const files = { ...nodeFiles, bicepCache: `${URI.file(bicepCachePath).toString()}/` };
// The messages need only those members of a browser's port that Node's port has too.
if (parentPort) serveFromWorker(parentPort as unknown as Parameters<typeof serveFromWorker>[0], files);
