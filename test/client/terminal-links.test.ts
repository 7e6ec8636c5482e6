import { afterAll, expect, test, vi } from "vitest";
import { terminalLinks } from "../../client/src/explain/terminal-links.ts";

interface Provider {
  readonly provideTerminalLinks: (context: { readonly line: string }) => readonly Link[];
  readonly handleTerminalLink: (link: Link) => unknown;
}
interface Link {
  readonly startIndex: number;
  readonly length: number;
}

const { host } = vi.hoisted(() => ({ host: { provider: [] as unknown[], ran: [] as unknown[][] } }));

vi.mock("vscode", () => ({
  TerminalLink: class {
    readonly startIndex: number;
    readonly length: number;
    constructor(startIndex: number, length: number) {
      this.startIndex = startIndex;
      this.length = length;
    }
  },
  l10n: { t: (text: string) => text },
  commands: { executeCommand: (...args: unknown[]) => Promise.resolve(host.ran.push(args)) },
  window: {
    registerTerminalLinkProvider: (provider: unknown) => {
      host.provider.push(provider);
      return { dispose: () => undefined };
    },
  },
}));

afterAll(() => {
  vi.resetModules();
});

terminalLinks();
const [provider] = host.provider as readonly Provider[];

test.each([
  ['InnerError={"code":"ForbiddenByFirewall"}', "ForbiddenByFirewall"],
  ['    "code": "ForbiddenByNsp"', "ForbiddenByNsp"],
  ["40972 AzureKeyVaultConnectionFailed: The server", "AzureKeyVaultConnectionFailed"],
])("the error in %s is a link that explains its line", async (line, shown) => {
  const [link] = provider?.provideTerminalLinks({ line }) ?? [];
  expect(line.slice(link?.startIndex, (link?.startIndex ?? 0) + (link?.length ?? 0))).toBe(shown);
  if (link) await provider?.handleTerminalLink(link);
  expect(host.ran.at(-1)).toEqual(["keyVaultNetwork.explainForbidden", line]);
});

test.each(["HTTP 403 Forbidden", "ForbiddenByRbac", "az keyvault secret show --vault-name kv-one"])(
  "%s is none",
  (line) => {
    expect(provider?.provideTerminalLinks({ line })).toEqual([]);
  },
);
