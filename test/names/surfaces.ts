import type { CodeLens, Hover, MarkupContent } from "vscode-languageserver";
import { matrixOf } from "../../client/src/matrix/matrix.ts";
import { simulationNodes } from "../../client/src/simulator/simulation-nodes.ts";
import { allNodes } from "../../client/src/tree/tree-node.ts";
import { vaultNodes } from "../../client/src/vaults/vault-nodes.ts";
import type { CompareStateResult } from "../../server/src/protocol/compare-state.ts";
import type { EnvironmentsResult } from "../../server/src/protocol/environments.ts";
import type { ExportResult } from "../../server/src/protocol/export.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import type { SimulateResult, VaultsResult } from "../../server/src/protocol/vaults.ts";
import type { TestsResult } from "../../server/src/protocol/access-tests.ts";
import { workspace } from "../cli/workspace.ts";
import { english } from "../client/english.ts";
import type { Editor } from "../lsp/support/editor.ts";
import { editorOf } from "../lsp/support/memory.ts";
import { shown } from "../states/printed.ts";
import type { NamedVault } from "./named-vaults.ts";

/** Texts by the surface that shows them. */
export type Surfaces = Readonly<Record<string, string>>;

/** Where a vault is called by its name in quotes, and where a column or an icon says that it is a vault. */
export interface Shown {
  readonly sentences: Surfaces;
  readonly labels: Surfaces;
}

const accessFile = JSON.stringify({
  version: 1,
  root: true,
  environments: { dev: { set: {} }, prod: { set: {} } },
  tests: [{ name: "t", from: "internet", to: "*", expect: "deny" }],
});
const state = JSON.stringify([shown({ name: "kv-shop", defaultAction: "Deny" })]);

/** What the command line prints of a vault, by command and format. */
export function printed({ file, text }: NamedVault, language = "en"): Shown {
  const at = workspace({
    [`infra/${file}`]: text,
    "infra/.keyvault-access.jsonc": accessFile,
    "state.json": state,
  });
  const run = (argv: readonly string[], formats: readonly string[]): Surfaces =>
    Object.fromEntries(
      formats.map((format) => [
        `${argv[0] ?? ""} --format ${format}`,
        at.run(...argv, "--format", format, "--lang", language).out,
      ]),
    );
  const sarif = at.run("check", "./infra", "--format", "sarif", "--lang", language).out;
  const surfaces = {
    sentences: {
      ...run(["check", "./infra"], ["text", "markdown", "github", "azure"]),
      ...run(["test", "./infra"], ["text", "markdown", "github", "azure", "junit", "tap"]),
      sarif: resultsOf(sarif),
    },
    labels: {
      ...run(["vaults", "./infra"], ["text", "markdown"]),
      ...run(["simulate", "--from", "internet", "./infra"], ["text", "markdown", "svg"]),
      ...run(["diff", "--against", "./state.json", "./infra"], ["text", "markdown"]),
      "expected access": at.run("test", "./infra", "--format", "tap").out.replace(/message: .*/, ""),
      "vaults of findings": columnOf(at.run("check", "./infra", "--format", "markdown").out),
    },
  };
  at.remove();
  return surfaces;
}

/** The messages of results; the descriptions of rules name no vault. */
function resultsOf(sarif: string): string {
  const { runs } = JSON.parse(sarif) as {
    readonly runs: readonly {
      readonly results: readonly { readonly message: { readonly text: string } }[];
    }[];
  };
  return runs.flatMap(({ results }) => results.map(({ message }) => message.text)).join("\n");
}

/** The third column of the table of findings. */
function columnOf(markdown: string): string {
  const rows = markdown.split("\n").filter((line) => line.includes("docs/rules/"));
  return rows.map((row) => row.split(" | ")[2] ?? "").join("\n");
}

/** What an editor shows of a vault. */
export async function displayed(vault: NamedVault, locale = "en"): Promise<Shown> {
  const { file, languageId, text } = vault;
  const uri = `file:///w/${file}`;
  const stateUri = "file:///elsewhere/state.json";
  const files = { [uri]: text, "file:///w/.keyvault-access.jsonc": accessFile, [stateUri]: state };
  const editor = await editorOf(files, { locale });
  await editor.open(uri, text, languageId);
  const ask = <R>(method: string, params: object = {}): Promise<R> => editor.request<R>(method, params);
  const tests = await ask<TestsResult>(serverRequests.tests);
  const results = await ask<SimulateResult>(serverRequests.simulate, { from: ["internet"] });
  const asked = [{ from: "internet", to: null }];
  const report = { contents: ["check", "vaults", "simulate"], format: "markdown", asked };
  const drift = await ask<CompareStateResult>(serverRequests.compareState, { uri: stateUri });
  return {
    sentences: {
      diagnostics: (await editor.diagnostics(uri))
        .flatMap(({ message }) => (typeof message === "string" ? [message] : []))
        .join("\n"),
      "test results": tests.files
        .flatMap((each) => each.tests.flatMap((test) => test.results.map(({ message }) => message)))
        .join("\n"),
    },
    labels: {
      hover: await hoverOf(editor, uri, vault.action ?? "Allow"),
      lenses: await lensesOf(editor, uri),
      vaults: labelsOf(vaultNodes(english, (await ask<VaultsResult>(serverRequests.vaults)).vaults)),
      ...simulationSurfaces(results, await ask<EnvironmentsResult>(serverRequests.environments)),
      export: (await ask<ExportResult>(serverRequests.exportReport, report)).text ?? "",
      drift: drift.document ?? "",
      symbols: JSON.stringify(await ask("workspace/symbol", { query: "" }), ["name"]),
    },
  };
}

function simulationSurfaces(results: SimulateResult, environments: EnvironmentsResult): Surfaces {
  const simulation = {
    simulation: { from: "internet", label: "internet", to: null },
    kind: "internet",
    verdicts: results.verdicts,
    compared: false,
    error: null,
  } as const;
  const matrix = matrixOf(english, [simulation], { environments, removed: [], sources: 0 });
  return {
    "simulation by source": labelsOf(simulationNodes(english, [simulation], "source")),
    "simulation by vault": labelsOf(simulationNodes(english, [simulation], "vault")),
    matrix: matrix.vaults.join("\n"),
    environments: matrix.environments?.rows.map(({ vault }) => vault).join("\n") ?? "",
  };
}

function labelsOf(nodes: Parameters<typeof allNodes>[0]): string {
  return allNodes(nodes)
    .map(({ label, description, spoken }) => `${label} ${description} ${spoken}`)
    .join("\n");
}

async function hoverOf(editor: Editor, uri: string, text: string): Promise<string> {
  const hover = await editor.at<Hover>("textDocument/hover", uri, text);
  return (hover.contents as MarkupContent).value;
}

async function lensesOf(editor: Editor, uri: string): Promise<string> {
  const lenses = await editor.request<readonly CodeLens[]>("textDocument/codeLens", {
    textDocument: { uri },
  });
  return lenses.map(({ command }) => command?.title ?? "").join("\n");
}
