import { beforeEach, describe, expect, it } from "vitest";
import type { DocumentLink, Location } from "vscode-languageserver/node";
import { serverRequests } from "../../server/src/protocol.ts";
import type { VaultsResult } from "../../server/src/protocol/vaults.ts";
import { Editor } from "./support/editor.ts";
import { itShowsVaults } from "./support/features.ts";
import { bicep } from "./support/languages.ts";
import { sliceOf } from "./support/places.ts";

describe("Bicep", () => {
  itShowsVaults(bicep);
});

describe("Bicep's modules and parameter files", () => {
  const module = bicep.open.replace("'Allow'", "action").replace(/^/, "param action string\n\n");
  const main =
    "param action string\n\nmodule vault 'modules/vault.bicep' = {\n  params: { action: action }\n}\n";
  const values = "using 'main.bicep'\n\nparam action = 'Allow'\n";
  const files = new Map([
    ["file:///w/main.bicep", main],
    ["file:///w/modules/vault.bicep", module],
    ["file:///w/prod.bicepparam", values],
  ]);
  let editor: Editor;
  beforeEach(async () => {
    editor = await Editor.start({
      initializationOptions: { readFile: true, listFolder: true },
      answers: {
        "keyvault-network/readFile": ({ uri }: { readonly uri: string }) => {
          const text = files.get(uri);
          return text === undefined ? null : { text };
        },
        "keyvault-network/listFolder": ({ uri }: { readonly uri: string }) => ({
          uris: [...files.keys()].filter((file) => file.slice(0, file.lastIndexOf("/") + 1) === uri),
        }),
      },
    });
    await editor.open("file:///w/main.bicep", main, "bicep");
    await editor.open("file:///w/prod.bicepparam", values, "bicep-params");
  });
  const show = (found: readonly Location[]): readonly string[] =>
    found.map(
      ({ uri, range }) =>
        `${uri.slice("file:///w/".length)} ${sliceOf(files.get(uri) ?? "", range, "utf-16")}`,
    );

  it("are judged from where they are called", async () => {
    const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
    expect(vaults.map(({ module: path, uri, exposure }) => [path, uri, exposure])).toEqual([
      ["vault", "file:///w/modules/vault.bicep", "public"],
    ]);
    await editor.type("file:///w/main.bicep", "action: action", "action: 'Allow'");
    expect(await editor.problems("file:///w/main.bicep")).toEqual(["KV101 'Allow'"]);
  });

  it.each([
    ["file:///w/main.bicep", "file:///w/modules/vault.bicep"],
    ["file:///w/prod.bicepparam", "file:///w/main.bicep"],
  ])("are linked from %s", async (uri, target) => {
    const textDocument = { uri };
    const links = await editor.request<DocumentLink[]>("textDocument/documentLink", { textDocument });
    expect(links.map((link) => link.target)).toEqual([target]);
  });

  it("lead from values to parameters and back", async () => {
    const prod = "file:///w/prod.bicepparam";
    const found = await editor.at<Location[]>("textDocument/definition", prod, "action = ");
    expect(show(found)).toEqual(["main.bicep action"]);
    const context = { includeDeclaration: false };
    const uses = await editor.at<Location[]>("textDocument/references", "file:///w/main.bicep", "action", {
      context,
    });
    expect(show(uses)).toEqual(["main.bicep action", "prod.bicepparam action"]);
  });
});
