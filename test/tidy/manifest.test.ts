import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "../..");
const manifestText = readFileSync(join(root, "package.json"), "utf8");
const manifest = JSON.parse(manifestText) as Manifest;
const nls = JSON.parse(readFileSync(join(root, "package.nls.json"), "utf8")) as Record<string, string>;
const { contributes } = manifest;
const clientText = sourceText("client/src") + readFileSync(join(root, "server/src/protocol.ts"), "utf8");

/** What is read of `package.json` here. */
interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: unknown;
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly when: string }[]>>;
    readonly viewsContainers: Readonly<
      Record<string, readonly { readonly id: string; readonly icon: string }[]>
    >;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly when?: string;
      readonly contents: string;
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, object>> };
    readonly languages: readonly { readonly id: string; readonly grammar?: string }[];
    readonly keybindings?: unknown;
  };
  readonly activationEvents: readonly string[];
}

interface Command {
  readonly command: string;
  readonly title: string;
  readonly category: string;
}

interface MenuItem {
  readonly command: string;
  readonly when: string;
}

describe("commands", () => {
  const contributed = contributes.commands.map((each) => each.command);

  test("those contributed are those the client registers", () => {
    const registered = clientText.matchAll(/(?:registerCommand|onRows)\(\s*(?:"([^"]+)"|([\w.]+))/g);
    const names = [...registered].flatMap(([, literal, name]) => literal ?? named(name ?? "") ?? []);
    expect(names.toSorted()).toEqual(contributed.toSorted());
  });

  test("each has a title and our category", () => {
    for (const { command, title, category } of contributes.commands) {
      expect(translated(title), command).toMatch(/^[A-Z]/);
      expect(translated(category), command).toBe("Key Vault Network");
    }
  });

  test("those of the tree and its title are hidden from the palette", () => {
    const hidden = contributes.menus["commandPalette"] ?? [];
    for (const command of contributed.filter((id) => /\.(view|item)\./.test(id))) {
      expect(hidden).toContainEqual({ command, when: "false" });
    }
  });

  test("each is in the command palette or in a menu", () => {
    const { commandPalette = [], ...menus } = contributes.menus;
    const hidden = commandPalette.filter(({ when }) => when === "false").map(({ command }) => command);
    const inMenus = Object.values(menus).flatMap((items) => items.map(({ command }) => command));
    expect(hidden.filter((command) => !inMenus.includes(command))).toEqual([]);
  });

  test("menus and welcome views name commands that exist", () => {
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map((item) => item.command));
    const inTexts = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...translated(contents).matchAll(/\(command:([\w.]+)\)/g)].map(([, id]) => id),
    );
    for (const command of [...inMenus, ...inTexts]) expect(contributed).toContain(command);
  });
});

describe("views", () => {
  const views = Object.values(contributes.views).flat();

  test("the client creates each of them", () => {
    for (const { id } of views) expect(clientText).toContain(`"${id}"`);
  });

  test("the containers and welcome texts belong to them", () => {
    const containers = Object.values(contributes.viewsContainers).flat();
    expect(Object.keys(contributes.views)).toEqual(containers.map((each) => each.id));
    for (const { view } of contributes.viewsWelcome) expect(views.map((each) => each.id)).toContain(view);
  });
});

test("every context key that a when clause tests is set by the client", () => {
  const texts = [
    ...Object.values(contributes.menus).flat(),
    ...Object.values(contributes.views).flat(),
    ...contributes.viewsWelcome,
  ].map((each) => each.when ?? "");
  const ids = Object.values(contributes.views)
    .flat()
    .map((view) => view.id);
  const keys = texts
    .flatMap((text) => text.match(/keyVaultNetwork\.\w+/g) ?? [])
    .filter((key) => !ids.includes(key));
  expect(keys).not.toEqual([]);
  for (const key of keys)
    expect(clientText).toContain(`setContextKey("${key.replace("keyVaultNetwork.", "")}"`);
});

test("every text has a translation key, and every key a text", () => {
  const used = [...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? "");
  expect([...new Set(used)].toSorted()).toEqual(Object.keys(nls).toSorted());
  for (const [key, text] of Object.entries(nls)) expect(text, key).not.toBe("");
});

test("the settings are those that server and client read, and the one of the client library", () => {
  const text = readFileSync(join(root, "server/src/lsp/settings.ts"), "utf8");
  const read = [...text.matchAll(/json, \[([^\]]+)\]/g)].map(([, path]) =>
    (path ?? "").replaceAll('"', "").split(", ").join("."),
  );
  const own = [...sourceText("client/src").matchAll(/settings\(\)\.get(?:<[^(]+>)?\("([\w.]+)"/g)];
  const all = new Set([...read, ...own.map(([, path]) => path ?? ""), "trace.server"]);
  const declared = Object.keys(contributes.configuration.properties);
  expect(declared.toSorted()).toEqual([...all].map((id) => `keyVaultNetwork.${id}`).toSorted());
});

test("it starts with the languages of templates, their files, an access file, and a matrix that was open before", () => {
  const start =
    /^onLanguage:|^onWebviewPanel:|^workspaceContains:\*\*\/(?:\.keyvault-access\.jsonc?|\{\*\.bicep,\*\.tf,[\w.,]+\})$/;
  for (const event of manifest.activationEvents) expect(event).toMatch(start);
});

test("it takes no keys", () => {
  expect(contributes.keybindings).toBeUndefined();
});

function translated(text: string): string {
  return nls[text.replaceAll("%", "")] ?? "";
}

/** The value of a constant of the client, such as `goToRule` or `clientCommands.simulateAccess`; none of a parameter. */
function named(name: string): string | undefined {
  const last = name.split(".").at(-1) ?? "";
  return new RegExp(`\\b${last}(?::| =) "(keyVaultNetwork\\.[^"]+)"`).exec(clientText)?.[1];
}

function sourceText(folder: string): string {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(root, folder, name), "utf8"))
    .join("\n");
}

test("a workspace that is not trusted sets nothing that silences findings", () => {
  // Of the environments only one would be judged, and of callers only those with permissions; tests that wait for the user report nothing.
  const silencing =
    /^keyVaultNetwork\.(?:validate|rules|limits|suppressions|modules|assumeDeployed|environment|simulation\.requirePermissions|accessTests)(?:\.|$)/;
  const names = Object.keys(contributes.configuration.properties).filter((name) => silencing.test(name));
  const { supported, restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  // VS Code restricts no setting of an extension that supports such workspaces without limits.
  expect(supported).toBe("limited");
  expect([...restrictedConfigurations].sort()).toEqual(names.sort());
});
