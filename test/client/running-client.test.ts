import { expect, test } from "vitest";
import type { BaseLanguageClient } from "vscode-languageclient";
import { RunningClient } from "../../client/src/running-client.ts";

/** Clients that note when they start and end; the first ones fail to end, to start, or in what follows their start. */
function clients(fails: Readonly<Partial<Record<"end" | "start" | "follow", number>>> = {}) {
  const events: string[] = [];
  let count = 0;
  const running = new RunningClient({
    start: async () => {
      const name = String(++count);
      await Promise.resolve();
      if (count <= (fails.start ?? 0)) throw new Error(`${name} fails to start`);
      events.push(`${name} starts`);
      const client = {
        name,
        isRunning: () => true,
        onDidChangeState: () => undefined,
        dispose: async () => {
          await Promise.resolve();
          if (Number(name) <= (fails.end ?? 0)) throw new Error("Stopping the server timed out");
          events.push(`${name} ends`);
        },
      };
      return client as unknown as BaseLanguageClient;
    },
    onStart: (_client, isFirst) => {
      events.push(isFirst ? "first" : "again");
      return count <= (fails.follow ?? 0) ? Promise.reject(new Error("rejected")) : Promise.resolve();
    },
    warn: (error) => events.push(error instanceof Error ? `Error: ${error.message}` : String(error)),
  });
  return { running, events };
}

const nameOf = async (client: Promise<BaseLanguageClient>): Promise<unknown> =>
  Reflect.get(await client, "name");

test("each client ends before the next one starts, even if the server is restarted twice at once", async () => {
  const { running, events } = clients();
  await running.started();
  await Promise.all([running.restart(), running.restart()]);
  await running.stop();
  const expected = [
    "1 starts",
    "first",
    "1 ends",
    "2 starts",
    "again",
    "2 ends",
    "3 starts",
    "again",
    "3 ends",
  ];
  expect(events).toEqual(expected);
});

test("a request during a restart is for the new server", async () => {
  const { running } = clients();
  await running.started();
  const restart = running.restart();
  expect(await nameOf(running.started())).toBe("2");
  await restart;
});

test("a server that does not respond can be restarted", async () => {
  const { running, events } = clients({ end: 1 });
  await running.started();
  await running.restart();
  expect(await nameOf(running.started())).toBe("2");
  expect(events).toContain("Error: Stopping the server timed out");
});

test("a server that fails to start can be restarted meanwhile", async () => {
  const { running } = clients({ start: 1 });
  const [failed] = await Promise.allSettled([running.started(), running.restart()]);
  expect(failed.status).toBe("rejected");
  expect(await nameOf(running.started())).toBe("2");
});

test("a server that fails to start is started by the next request", async () => {
  const { running } = clients({ start: 1 });
  await expect(running.started()).rejects.toThrow("1 fails to start");
  expect(await nameOf(running.started())).toBe("2");
});

test("no second server is started beside one that rejects what it is told at its start", async () => {
  const { running } = clients({ follow: 1 });
  expect(await nameOf(running.started())).toBe("1");
  expect(await nameOf(running.started())).toBe("1");
});
