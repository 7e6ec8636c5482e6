import { commands, l10n, Uri, window, workspace } from "vscode";
import type { Disposable } from "vscode";
import type { SimulationResult } from "../verdicts/simulation.ts";
import { namedVerdicts } from "../verdicts/named-verdicts.ts";
import { pickVault } from "../verdicts/choose-vaults.ts";
import { english } from "../say.ts";
import { traceDocument } from "../verdicts/verdict-markdown.ts";
import type { MatrixContext } from "./access-matrix.ts";
import type { LanguageServer } from "../language-server.ts";
import { vaultId } from "../vault-id.ts";
import { askMatrix, matrixFor } from "./ask-matrix.ts";
import type { FiledFinding } from "./findings-text.ts";
import { findingsMarkdown, findingsSarif } from "./findings-text.ts";
import { matrixCsv, matrixMarkdown } from "./matrix-text.ts";
import { vaultPicture } from "./vault-picture.ts";

/** What is written is read by others too, so it is English whatever the language of the window. */
type Write = (results: readonly SimulationResult[]) => Promise<string | undefined>;

interface Format {
  readonly label: string;
  readonly detail: string;
  /** The ending of the file's name. */
  readonly ending: string;
  /** Undefined when it is cancelled. */
  readonly write: Write;
}

/** The command *Export Results…*: the matrix of access as a file. The same templates give the same bytes. */
export function exportResults(context: MatrixContext): Disposable {
  return commands.registerCommand("keyVaultNetwork.exportResults", async () => {
    const format = await window.showQuickPick(formatsOf(context), { title: l10n.t("Export Results") });
    if (!format) return;
    const results = await askMatrix(context.server, context.asked);
    const text = await format.write(results);
    if (text !== undefined) await save(format, text);
  });
}

function formatsOf(context: MatrixContext): readonly Format[] {
  return [
    {
      label: "Markdown",
      detail: l10n.t("The matrix, the findings and the steps of every verdict, for a review or a wiki"),
      ending: "md",
      write: (results) => report(context, results),
    },
    {
      label: "CSV",
      detail: l10n.t("The matrix, for a spreadsheet"),
      ending: "csv",
      write: async (results) => matrixCsv(await matrixFor(english, context.server, results)),
    },
    {
      label: "JSON",
      detail: l10n.t("All verdicts with their steps, and all findings, for other tools"),
      ending: "json",
      write: (results) => json(context, results),
    },
    {
      label: "SARIF",
      detail: l10n.t("All findings, including accepted ones, for code scanning"),
      ending: "sarif",
      write: () => sarif(context),
    },
    {
      label: l10n.t("Image (SVG)"),
      detail: l10n.t("Who can reach a vault, and through which gate"),
      ending: "svg",
      write: (results) => picture(context, results),
    },
  ];
}

async function report({ server }: MatrixContext, results: readonly SimulationResult[]): Promise<string> {
  const matrix = await matrixFor(english, server, results);
  const traces = namedVerdicts(results).map((each) => `#${traceDocument(english, each)}`);
  const found = findingsMarkdown(english, await filedFindings(server)).join("\n\n");
  return [matrixMarkdown(english, matrix), `${found}\n`, ...traces].join("\n");
}

async function json({ server }: MatrixContext, results: readonly SimulationResult[]): Promise<string> {
  const verdicts = results.flatMap((result) => result.verdicts);
  const { findings } = await server.findings({});
  return `${JSON.stringify({ verdicts, findings }, null, 2)}\n`;
}

async function sarif({ server, version }: MatrixContext): Promise<string> {
  const { active } = await server.environments({});
  return findingsSarif(await filedFindings(server), { version, environment: active });
}

async function filedFindings(server: LanguageServer): Promise<readonly FiledFinding[]> {
  const { findings } = await server.findings({});
  return findings.map((finding) => ({
    finding,
    path: workspace.asRelativePath(Uri.parse(finding.uri), false),
  }));
}

async function picture(
  { server }: MatrixContext,
  results: readonly SimulationResult[],
): Promise<string | undefined> {
  const { vaults } = await server.vaults({});
  const [only, ...more] = vaults;
  const vault = more.length === 0 ? only : await pickVault(vaults, l10n.t("Choose a vault"));
  if (!vault) return undefined;
  const verdicts = namedVerdicts(results).filter(({ verdict }) => vaultId(verdict) === vaultId(vault));
  return vaultPicture(english, verdicts[0]?.vault ?? vault.key, verdicts);
}

async function save({ ending, label }: Format, text: string): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const uri = await window.showSaveDialog({
    filters: { [label]: [ending] },
    ...(folder ? { defaultUri: Uri.joinPath(folder, `keyvault-access.${ending}`) } : {}),
  });
  if (!uri) return;
  await workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  await window.showTextDocument(uri);
}
