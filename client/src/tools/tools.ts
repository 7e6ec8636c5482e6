import * as vscode from "vscode";
import type { LanguageServer } from "../language-server.ts";
import { findingsText, type ToolFinding, vaultsNamed, verdictsText } from "./tool-text.ts";

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

/** The two tools for language models. Both only read, and neither sends anything anywhere. */
export function tools(server: LanguageServer): vscode.Disposable {
  const api: unknown = vscode.lm;
  const none = new vscode.Disposable(() => undefined);
  if (!isToolApi(api)) return none;
  try {
    return register(api, server);
  } catch {
    // VS Code 1.91 to 1.94 has the function as a proposed API, which throws.
    return none;
  }
}

function register(api: ToolApi, server: LanguageServer): vscode.Disposable {
  return vscode.Disposable.from(
    api.registerTool(
      "keyvaultnetwork_simulate_access",
      tool(vscode.l10n.t("Simulating access to key vaults"), async (input) => {
        const from = word(input, "from");
        if (from === undefined) throw new Error("The source `from` is missing.");
        const vaults = vaultsNamed((await server.vaults({})).vaults, word(input, "vault"));
        const to = vaults.map(({ root, key, environment }) => ({ root, key, environment }));
        return verdictsText(await server.simulate({ from: [from], to }));
      }),
    ),
    api.registerTool(
      "keyvaultnetwork_list_findings",
      tool(vscode.l10n.t("Listing findings about key vaults"), async (input) => {
        const file = word(input, "file");
        const all = await findings(server);
        return findingsText(file === undefined ? all : all.filter(({ uri }) => uri.endsWith(file)));
      }),
    ),
  );
}

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

async function findings(server: LanguageServer): Promise<readonly ToolFinding[]> {
  const { findings: all } = await server.findings({});
  return all
    .filter(({ suppressed }) => !suppressed)
    .map(({ uri, range, code, severity, message }) => ({
      uri: vscode.workspace.asRelativePath(vscode.Uri.parse(uri)),
      line: range.start.line + 1,
      code,
      severity,
      message,
    }));
}
