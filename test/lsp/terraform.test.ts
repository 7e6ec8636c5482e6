import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import type { DocumentLink, Hover, Location, MarkupContent } from "vscode-languageserver/node";
import { nodeFiles } from "../../server/src/node-files.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { Editor, type EditorOptions } from "./support/editor.ts";
import { itShowsVaults } from "./support/features.ts";
import { terraform } from "./support/languages.ts";
import { sliceOf } from "./support/places.ts";
import { beforeReading } from "../support/hcl-reader.ts";

describe("Terraform", () => {
  itShowsVaults(terraform);

  it("explains on a secret that it is the runner who has to get in", async () => {
    const editor = await Editor.start();
    const secret =
      'resource "azurerm_key_vault_secret" "db" {\n  key_vault_id = azurerm_key_vault.kv.id\n}\n';
    const kv =
      'resource "azurerm_key_vault" "kv" {\n  name = "kv"\n  public_network_access_enabled = false\n}\n';
    await editor.open(terraform.unsaved, kv + secret, "terraform");
    const hover = await editor.at<Hover>(
      "textDocument/hover",
      terraform.unsaved,
      '"azurerm_key_vault_secret"',
    );
    const says = (hover.contents as MarkupContent).value;
    expect(says).toMatch(/→ kv: \*\*blocked\*\*, \*\*not\*\* a trusted service; needs an IP rule/);
    expect(says).toContain("The Terraform runner talks to the vault data plane");
  });
});

let base: string;
beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), "keyvault-network-"));
});
afterAll(() => rm(base, { recursive: true }));

async function put(path: string, text: string): Promise<void> {
  const file = join(base, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

function uriOf(path: string): string {
  return pathToFileURL(join(base, path)).href;
}

interface Work {
  readonly parsed: string[];
  readonly analysed: string[];
}

/** An editor on the disk that counts what is parsed and analysed. */
async function start(work: Work, options: EditorOptions = {}): Promise<Editor> {
  beforeReading((text) => work.parsed.push(text));
  onTestFinished(() => {
    vi.restoreAllMocks();
  });
  const host = {
    files: nodeFiles,
    onAnalysis: (root: string) => work.analysed.push(root),
  };
  return Editor.start({ host, ...options });
}

async function exposures(editor: Editor, uri?: string): Promise<readonly string[]> {
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, { uri });
  return vaults.map(({ module, exposure }) => `${module ?? "root"} ${exposure}`);
}

const vault = `resource "azurerm_key_vault" "kv" {
  name = "kv"
  network_acls {
    default_action = var.action
    bypass         = "None"
  }
}
`;
const variables = 'variable "action" {\n  type    = string\n  default = "Deny"\n}\n';
const call = (action: string): string =>
  `module "vault" {\n  source = "../modules/vault"\n  action = "${action}"\n}\n`;

describe("a folder of Terraform", () => {
  let work: Work;
  let editor: Editor;
  beforeAll(async () => {
    await put("flat/main.tf", vault);
    await put("flat/variables.tf", variables);
    await put("modules/vault/main.tf", vault);
    await put("modules/vault/variables.tf", 'variable "action" {\n  type = string\n}\n');
    await put("app/main.tf", call("Allow"));
  });
  beforeEach(async () => {
    work = { parsed: [], analysed: [] };
    editor = await start(work);
  });

  it("is judged as one, with the files that are not open", async () => {
    await editor.open(uriOf("flat/main.tf"), vault, "terraform");
    expect(await exposures(editor)).toEqual(["root private"]);
    await editor.open(uriOf("flat/variables.tf"), variables.replace("Deny", "Allow"), "terraform");
    expect(await exposures(editor)).toEqual(["root public"]);
    expect(await editor.problems(uriOf("flat/main.tf"))).toEqual([]);
    expect(await editor.problems(uriOf("flat/variables.tf"))).toEqual(['KV101 "Allow"']);
    await editor.close(uriOf("flat/variables.tf"));
    expect(await exposures(editor)).toEqual(["root private"]);
  });

  it("counts documents that were not saved yet, and files that come and go", async () => {
    await editor.open(uriOf("flat/main.tf"), vault, "terraform");
    await exposures(editor);
    const override = vault.replace("var.action", '"Allow"');
    await editor.open(uriOf("flat/override.tf"), override, "terraform");
    expect(await exposures(editor)).toEqual(["root public"]);
    await editor.close(uriOf("flat/override.tf"));
    expect(await exposures(editor)).toEqual(["root private"]);
    await put("flat/terraform.tfvars", 'action = "Allow"\n');
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("flat/terraform.tfvars"), type: 1 }],
    });
    expect(await exposures(editor)).toEqual(["root public"]);
    await rm(join(base, "flat/terraform.tfvars"));
    await editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: uriOf("flat/terraform.tfvars"), type: 3 }],
    });
    expect(await exposures(editor)).toEqual(["root private"]);
  });

  it("is judged again when its lock file selects other providers", async () => {
    const lock = "flat/.terraform.lock.hcl";
    const changed = async (type: 1 | 2 | 3): Promise<number> => {
      const before = work.analysed.length;
      const changes = [{ uri: uriOf(lock), type }];
      await editor.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
      await exposures(editor);
      return work.analysed.length - before;
    };
    await editor.open(uriOf("flat/main.tf"), vault, "terraform");
    await exposures(editor);
    await put(lock, 'provider "registry.terraform.io/hashicorp/azurerm" {\n  version = "3.117.1"\n}\n');
    expect(await changed(1)).toBeGreaterThan(0);
    expect(await changed(2)).toBeGreaterThan(0);
    await rm(join(base, lock));
    expect(await changed(3)).toBeGreaterThan(0);
  });

  it("calls modules, which are not listed as roots", async () => {
    await editor.open(uriOf("modules/vault/main.tf"), vault, "terraform");
    await editor.open(uriOf("app/main.tf"), call("Allow"), "terraform");
    expect(await exposures(editor)).toEqual(["vault public"]);
    await editor.type(uriOf("app/main.tf"), "Allow", "Deny");
    expect(await exposures(editor)).toEqual(["vault private"]);
    const textDocument = { uri: uriOf("app/main.tf") };
    const links = await editor.request<DocumentLink[]>("textDocument/documentLink", { textDocument });
    expect(links.map(({ target }) => target)).toEqual([uriOf("modules/vault/main.tf")]);
  });

  it("knows where its variables are declared and which files give them values", async () => {
    const values = 'action = "Allow"\n';
    await put("flat/prod.tfvars", values);
    onTestFinished(() => rm(join(base, "flat/prod.tfvars")));
    const texts = new Map([
      [uriOf("flat/main.tf"), vault],
      [uriOf("flat/variables.tf"), variables],
      [uriOf("flat/prod.tfvars"), values],
    ]);
    await editor.open(uriOf("flat/main.tf"), vault, "terraform");
    await editor.open(uriOf("flat/prod.tfvars"), values, "terraform-vars");
    const show = (found: readonly Location[]): readonly string[] =>
      found.map(
        ({ uri, range }) =>
          `${uri.split("/").at(-1) ?? ""} ${sliceOf(texts.get(uri) ?? "", range, "utf-16")}`,
      );
    const at = async (method: string, file: string, text: string): Promise<readonly string[]> =>
      show(
        await editor.at<Location[]>(method, uriOf(file), text, { context: { includeDeclaration: false } }),
      );
    const [declared, ...others] = await at("textDocument/definition", "flat/main.tf", "var.action");
    expect(others).toEqual([]);
    expect(declared).toMatch(/^variables\.tf .*action/);
    expect(await at("textDocument/definition", "flat/prod.tfvars", "action")).toEqual([declared]);
    expect(await at("textDocument/references", "flat/main.tf", "var.action")).toEqual([
      "main.tf var.action",
      "prod.tfvars action",
    ]);
    expect(await editor.problems(uriOf("flat/prod.tfvars"))).toEqual(['KV101 "Allow"']);
  });

  it("is asked of a client that answers for its files", async () => {
    const files: Readonly<Record<string, string>> = {
      "vscode-vfs://github/o/r/variables.tf": variables.replace("Deny", "Allow"),
    };
    const virtual = await start(work, {
      initializationOptions: { readFile: true, listFolder: true },
      answers: {
        "keyvault-network/readFile": ({ uri }: { readonly uri: string }) =>
          files[uri] === undefined ? null : { text: files[uri] },
        "keyvault-network/listFolder": ({ uri }: { readonly uri: string }) =>
          uri === "vscode-vfs://github/o/r/" ? { uris: Object.keys(files) } : null,
      },
    });
    await virtual.open("vscode-vfs://github/o/r/main.tf", vault, "terraform");
    expect(await exposures(virtual)).toEqual(["root public"]);
  });

  it("reports the problems of its other files again when one changes", async () => {
    await editor.open(uriOf("flat/main.tf"), vault, "terraform");
    await editor.open(uriOf("flat/variables.tf"), variables.replace("Deny", "Allow"), "terraform");
    expect(await editor.problems(uriOf("flat/variables.tf"))).toEqual(['KV101 "Allow"']);
    editor.inbox.methods.length = 0;
    await editor.type(uriOf("flat/main.tf"), "var.action", '"Deny"');
    await expect.poll(() => editor.inbox.methods).toContain("workspace/diagnostic/refresh");
    expect(await editor.problems(uriOf("flat/variables.tf"))).toEqual([]);
  });
});

describe("a keystroke in a folder of 200 files and 40 modules", () => {
  const network = (index: number): string =>
    `resource "azurerm_virtual_network" "net${index}" {\n  name = "net${index}"\n}\n` +
    (index < 40 ? `module "vault${index}" {\n  source = "../vault${index}"\n  action = var.action\n}\n` : "");
  const main = `${variables}${vault}`;
  beforeAll(async () => {
    for (let index = 0; index < 40; index++) {
      await put(`large/vault${index}/main.tf`, vault.replaceAll('"kv"', `"kv${index}"`));
      await put(`large/vault${index}/variables.tf`, 'variable "action" {\n  type = string\n}\n');
    }
    for (let index = 1; index < 200; index++) await put(`large/root/net${index - 1}.tf`, network(index - 1));
    await put("large/root/main.tf", main);
    await put("large/other/main.tf", `${variables}${vault}`);
  });

  it("reads one file, and analyses the one root that reads it", async () => {
    const work: Work = { parsed: [], analysed: [] };
    const editor = await start(work);
    await editor.open(uriOf("large/root/main.tf"), main, "terraform");
    await editor.open(uriOf("large/other/main.tf"), `${variables}${vault}`, "terraform");
    expect(await exposures(editor)).toHaveLength(42);
    work.parsed.length = 0;
    work.analysed.length = 0;
    await editor.type(uriOf("large/root/main.tf"), '"Deny"', '"Allow"');
    const problems = await editor.problems(uriOf("large/root/main.tf"));
    expect(problems).toContain('KV101 "Allow"');
    expect((await exposures(editor)).filter((each) => each.endsWith("public"))).toHaveLength(41);
    expect(work.parsed).toEqual([main.replace('"Deny"', '"Allow"')]);
    expect(work.analysed).toEqual([uriOf("large/root/")]);
  });
});
