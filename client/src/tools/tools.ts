import * as vscode from "vscode";
import type { LanguageServer } from "../language-server.ts";
import type { WhatIfBaselineText } from "../../../server/src/protocol/what-if-baseline.ts";
import type { ExportParams } from "../../../server/src/protocol/export.ts";
import { exported } from "../verdicts/documents.ts";
import { dataPlane } from "../../../server/src/protocol/as-data.ts";
import { dataText, vaultsNamed } from "./tool-text.ts";

/**
 * The part of VS Code's language model API that is used here, which versions before 1.95 do not have
 * (https://code.visualstudio.com/api/extension-guides/ai/tools).
 */
interface ToolApi {
  readonly registerTool: (name: string, tool: Tool) => vscode.Disposable;
}

interface Tool {
  readonly prepareInvocation: () => { readonly invocationMessage: string };
  readonly invoke: (options: { readonly input: unknown }) => Promise<unknown>;
}

/** The texts of the templates at a git revision; null if there is none. */
type TextsAt = (revision: string) => Promise<readonly WhatIfBaselineText[] | null>;

/** The tools for language models, which are those of the MCP server. They only read, and send nothing anywhere. */
export function tools(server: LanguageServer, textsAt: TextsAt): vscode.Disposable {
  const api: unknown = vscode.lm;
  const none = new vscode.Disposable(() => undefined);
  if (!isToolApi(api)) return none;
  try {
    return register(api, server, textsAt);
  } catch {
    // VS Code 1.91 to 1.94 has the function as a proposed API, which throws.
    return none;
  }
}

function register(api: ToolApi, server: LanguageServer, textsAt: TextsAt): vscode.Disposable {
  const written = async (params: Omit<ExportParams, "format">): Promise<string> => {
    await server.scan({});
    return dataText(await exported(server, { ...params, format: "text" }));
  };
  return vscode.Disposable.from(
    api.registerTool(
      "keyvaultnetwork_simulate_access",
      tool(vscode.l10n.t("Simulating access to key vaults"), async (input) => {
        const from = needed(input, "from");
        const vaults = vaultsNamed((await server.vaults({})).vaults, word(input, "vault"));
        const to = vaults.map(({ root, key, environment }) => ({ root, key, environment }));
        const [error] = (await server.simulate({ from: [from], to })).errors;
        if (error) throw new Error(dataText(error.message));
        return `${await written({ contents: ["simulate"], asked: [{ from, to }] })}\n${dataPlane}`;
      }),
    ),
    api.registerTool(
      "keyvaultnetwork_list_findings",
      tool(vscode.l10n.t("Listing findings about key vaults"), async (input) =>
        written({ contents: ["check"], only: { rules: codes(input), file: word(input, "file") } }),
      ),
    ),
    api.registerTool(
      "keyvaultnetwork_list_vaults",
      tool(vscode.l10n.t("Listing key vaults"), async () => written({ contents: ["vaults"], details: true })),
    ),
    api.registerTool(
      "keyvaultnetwork_explain_failure",
      tool(vscode.l10n.t("Explaining a failed call to a key vault"), async (input) => {
        const { explanation } = await server.explain403({ text: needed(input, "log") });
        if (!explanation) throw new Error("The log contains no failed call to a key vault.");
        return dataText(explanation.document);
      }),
    ),
    api.registerTool(
      "keyvaultnetwork_review_change",
      tool(vscode.l10n.t("Reviewing changes of access to key vaults"), async (input) => {
        const before = await textsAt(needed(input, "base"));
        if (!before) throw new Error("Git has no such revision here.");
        return written({ contents: ["diff"], between: { before, after: [] } });
      }),
    ),
    api.registerTool(
      "keyvaultnetwork_preview_fix",
      tool(vscode.l10n.t("Previewing fixes for key vaults"), async (input) => {
        const patch = await exported(server, { contents: ["check"], format: "text", fixing: codes(input) });
        return patch === ""
          ? "Nothing to fix automatically."
          : `${dataText(patch)}\nNothing has been changed.`;
      }),
    ),
    api.registerTool(
      "keyvaultnetwork_service_needs",
      tool(vscode.l10n.t("Finding out what a service needs"), async (input) => {
        const { services } = await server.sources({ typed: needed(input, "service") });
        const found = services.slice(0, mostServices).map(({ description }) => description);
        return dataText(
          found.length > 0 ? found.join("\n\n") : "No service of the catalog is called like that.",
        );
      }),
    ),
  );
}

const mostServices = 3;

/** Responds with text; the model receives errors and can act on them. */
function tool(message: string, answer: (input: unknown) => Promise<string>): Tool {
  return {
    prepareInvocation: () => ({ invocationMessage: message }),
    invoke: async ({ input }) => resultOf(await answer(input)),
  };
}

/** The classes came with the API, so they exist whenever a tool is called. */
function resultOf(text: string): unknown {
  const textPart: unknown = Reflect.get(vscode, "LanguageModelTextPart");
  const result: unknown = Reflect.get(vscode, "LanguageModelToolResult");
  if (typeof textPart !== "function" || typeof result !== "function") return undefined;
  return Reflect.construct(result, [[Reflect.construct(textPart, [text])]]);
}

function isToolApi(api: unknown): api is ToolApi {
  return typeof api === "object" && api !== null && typeof Reflect.get(api, "registerTool") === "function";
}

function word(input: unknown, name: string): string | undefined {
  if (typeof input !== "object" || input === null) return undefined;
  const value: unknown = Reflect.get(input, name);
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

function needed(input: unknown, name: string): string {
  const text = word(input, name);
  if (text === undefined) throw new Error(`The input \`${name}\` is missing.`);
  return text;
}

/** The codes of rules in the input. */
function codes(input: unknown): readonly string[] {
  const { rules }: { readonly rules?: unknown } = typeof input === "object" && input !== null ? input : {};
  return [rules].flat().filter((each) => typeof each === "string");
}
