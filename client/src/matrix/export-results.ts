import { commands, l10n, Uri, window, workspace } from "vscode";
import type { Disposable } from "vscode";
import type { SimulationResult } from "../simulator/simulation.ts";
import { namedVerdicts } from "../simulator/named-verdicts.ts";
import { pickVault } from "../simulator/choose-vaults.ts";
import { traceDocument } from "../simulator/verdict-markdown.ts";
import type { MatrixContext } from "./access-matrix.ts";
import { askMatrix } from "./ask-matrix.ts";
import { matrixOf } from "./matrix.ts";
import { matrixCsv, matrixMarkdown } from "./matrix-text.ts";
import { vaultPicture } from "./vault-picture.ts";

type Write = (
  results: readonly SimulationResult[],
  environment: string | null,
) => Promise<string | undefined>;

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
    const { active } = await context.server.environments();
    const text = await format.write(results, active);
    if (text !== undefined) await save(format, text);
  });
}

function formatsOf(context: MatrixContext): readonly Format[] {
  return [
    {
      label: "Markdown",
      detail: l10n.t("The matrix with the steps of every verdict, for a review or a wiki"),
      ending: "md",
      write: (results, environment) => Promise.resolve(report(results, environment)),
    },
    {
      label: "CSV",
      detail: l10n.t("The matrix for a spreadsheet"),
      ending: "csv",
      write: (results, environment) => Promise.resolve(matrixCsv(matrixOf(results, environment))),
    },
    {
      label: "JSON",
      detail: l10n.t("All verdicts with their steps, for other programs"),
      ending: "json",
      write: (results) => Promise.resolve(json(results)),
    },
    {
      label: l10n.t("Picture (SVG)"),
      detail: l10n.t("Who reaches a vault, and through which gate"),
      ending: "svg",
      write: (results) => picture(context, results),
    },
  ];
}

function report(results: readonly SimulationResult[], environment: string | null): string {
  const traces = namedVerdicts(results).map((each) => `#${traceDocument(each)}`);
  return [matrixMarkdown(matrixOf(results, environment)), ...traces].join("\n");
}

function json(results: readonly SimulationResult[]): string {
  const verdicts = results.flatMap((result) => result.verdicts);
  return `${JSON.stringify({ verdicts }, null, 2)}\n`;
}

async function picture(
  { server }: MatrixContext,
  results: readonly SimulationResult[],
): Promise<string | undefined> {
  const { vaults } = await server.vaults({});
  const [only, ...more] = vaults;
  const vault = more.length === 0 ? only : await pickVault(vaults, l10n.t("Vault to draw"));
  if (!vault) return undefined;
  const verdicts = namedVerdicts(results).filter(
    ({ verdict }) => verdict.root === vault.root && verdict.key === vault.key,
  );
  return vaultPicture(verdicts[0]?.vault ?? vault.key, verdicts);
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
