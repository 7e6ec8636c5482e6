import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { PanelContext } from "../../client/src/panels/live-panel.ts";
import { accessPicture } from "../../client/src/picture/access-picture.ts";
import type { PictureResult } from "../../server/src/protocol/picture.ts";
import { Emitter } from "./support/emitter.ts";
import { type Questions, questions } from "./support/questions.ts";

/** The page of the panel: what it was sent, and what it says. */
const { page } = vi.hoisted(() => ({
  page: {
    sent: [] as object[],
    say: (_message: object): void => undefined,
    show: (): Promise<void> => Promise.resolve(),
  },
}));

vi.mock("vscode", async () => {
  const events = await import("./support/emitter.ts");
  const createWebviewPanel = () => {
    const said = new events.Emitter<object>();
    page.say = (message) => {
      said.fire(message);
    };
    return {
      visible: true,
      onDidDispose: () => undefined,
      webview: {
        asWebviewUri: (uri: unknown) => uri,
        onDidReceiveMessage: said.event,
        postMessage: (message: object) => {
          page.sent.push(message);
          return Promise.resolve(true);
        },
      },
    };
  };
  return {
    EventEmitter: events.Emitter,
    Disposable: { from: () => ({ dispose: () => undefined }) },
    l10n: { t: (text: string) => text },
    env: { language: "en" },
    Uri: { joinPath: (_: unknown, path: string) => path },
    ViewColumn: { Beside: -2 },
    commands: {
      registerCommand: (_: string, run: typeof page.show) => {
        page.show = run;
      },
    },
    window: { createWebviewPanel, registerWebviewPanelSerializer: () => ({}) },
  };
});

// The files of a worker share modules, and another one replaces VS Code as well.
afterAll(() => {
  vi.resetModules();
});

beforeEach(() => {
  page.sent = [];
});

const vault = { root: "file:///w/main.bicep", key: "kv" };
const place = { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } };
const nothing = { picture: null, lanes: [], document: null };

/** Opens the picture; its server answers when the test wants. */
async function openPicture(): Promise<Questions<PictureResult>> {
  const pictures = questions<PictureResult>();
  const server = {
    onDidChange: new Emitter().event,
    environments: () =>
      Promise.resolve({
        active: null,
        environments: [],
        vaults: [
          {
            ...vault,
            uri: vault.root,
            range: place,
            module: null,
            symbol: "kv",
            exposures: {},
            linkedTo: null,
          },
        ],
      }),
    sources: () => Promise.resolve({ saved: [], listed: [], subnets: [], consumers: [] }),
    diff: () => Promise.resolve({ changes: [] }),
    simulate: () => Promise.resolve({ verdicts: [], sources: [], compared: false, errors: [] }),
    picture: pictures.ask,
    warn: (error: unknown) => expect.unreachable(String(error)),
  };
  const past = { onDidChange: new Emitter().event, results: () => [] };
  accessPicture({ server, asked: past, extension: "" } as unknown as PanelContext);
  await page.show();
  return pictures;
}

async function settled(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

test("the picture of all vaults is not shown as that of one that is selected meanwhile", async () => {
  const pictures = await openPicture();
  const answer = async () => {
    pictures.answerBackwards(() => ({ ...nothing, leftOut: { vaults: 0, sources: 0 } }));
    await settled();
  };
  page.say({ kind: "ready" });
  await settled();
  const selection = { environment: null, vault: `${vault.root}|${vault.key}` };
  page.say({ kind: "own", own: { kind: "select", selection } });
  await settled();
  await answer();
  await answer();
  expect(page.sent).toMatchObject([
    { facts: { selection: { vault: null } } },
    { facts: { selection: { vault: selection.vault } } },
  ]);
});

test("the page is told that a verdict is gone", async () => {
  await openPicture();
  page.say({ kind: "steps", id: "verdict|internet", from: "internet" });
  await settled();
  expect(page.sent).toEqual([{ kind: "steps", id: "verdict|internet", steps: null }]);
});
