/// <reference lib="webworker" />
import { writeSync } from "node:fs";
import { isMainThread } from "node:worker_threads";
import { limits, rules } from "../../../server/src/core/index.ts";
import { nodeHost } from "../../../server/src/node-host.ts";
import { serverThread } from "../../../server/src/server-thread.ts";
import { connect } from "../../../server/src/connection.ts";
import { serveFromWorker } from "../../../server/src/worker.ts";

/**
 * The server as it is built, but for a short deadline, a rule that never ends where a vault is called `hang`, and a limit so high that
 * the evaluation of a template may take minutes, in which it says that it is busy.
 */
if (isMainThread) connect(serverThread(new URL(import.meta.url)), 2_000);
else {
  const rule = rules.find(({ code }) => code === "KV101");
  if (!rule) throw new Error("KV101 is gone.");
  const check = rule.check.bind(rule);
  Object.assign(rule, {
    check: (...[network, settings]: Parameters<typeof check>) => {
      const isHanging = network.vaults.some(({ name }) => name.kind === "known" && name.value === "hang");
      for (;;) if (!isHanging) return check(network, settings);
    },
  });
  let asked = 0;
  Object.defineProperty(limits, "steps", {
    get: () => {
      asked++;
      if (asked % 10_000 === 0) writeSync(2, "busy\n");
      return 1_000_000_000;
    },
  });
  const { port, files } = nodeHost();
  serveFromWorker(port, files);
}
