import { type CodeAction, CodeActionKind, type Diagnostic } from "vscode-languageserver";
import { grouped, type ReportedFinding, type Span } from "../../core/index.ts";
import { clientCommands, serverCommands } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { rulePage } from "../documentation.ts";
import { diagnosticSource, toDiagnostic } from "./to-diagnostic.ts";

/** The rule's page: in the editor if its commands are available, otherwise on the web. */
export function explainAction({ client }: Context, code: string): CodeAction {
  const [kind, command, argument] = client.options.commands
    ? (["explain", clientCommands.explainRule, code] as const)
    : ([
        "open-documentation",
        serverCommands.openDocumentation,
        rulePage(code, client.words.language),
      ] as const);
  const title = client.words.action({ kind, code });
  return { title, kind: CodeActionKind.QuickFix, command: { title, command, arguments: [argument] } };
}

/** The client's own diagnostics if it sent them, so that it can match the action to its squiggle. */
export function diagnosticsFor(
  context: Context,
  finding: ReportedFinding,
  at: Span,
  sent: readonly Diagnostic[],
): Diagnostic[] {
  const own = toDiagnostic(context, finding, at);
  const same = sent.filter(
    ({ source, code, range }) =>
      source === diagnosticSource &&
      code === finding.code &&
      JSON.stringify(range) === JSON.stringify(own?.range),
  );
  return same.length > 0 ? same : own ? [own] : [];
}

/** What an action does, which several findings may ask for: one in each environment, or in each of their rules. */
export interface Offer {
  readonly does: string;
  readonly action: CodeAction;
}

/** An action that does what its title and its edit say. */
export function offerOf(action: CodeAction): Offer {
  return { does: JSON.stringify([action.title, action.edit]), action };
}

/** What does the same as one action, for the diagnostics of all. */
export function offeredOnce(offers: readonly Offer[]): CodeAction[] {
  return [...grouped(offers, ({ does }) => [does]).values()].map((same) => {
    const shown = new Map(
      same
        .flatMap(({ action }) => action.diagnostics ?? [])
        .map((each) => [JSON.stringify([each.range, each.code, each.message]), each]),
    );
    return { ...same[0].action, diagnostics: [...shown.values()] };
  });
}
