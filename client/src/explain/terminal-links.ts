import { commands, type Disposable, l10n, TerminalLink, window } from "vscode";

/** A link on what a terminal shows of a key vault that rejected a call: its line is explained. */
class ErrorLink extends TerminalLink {
  readonly line: string;

  constructor({ index, 0: { length } }: RegExpExecArray, line: string) {
    super(index, length, l10n.t("Explain this error"));
    this.line = line;
  }
}

/**
 * What services and tools print only of key vaults that reject a call; the server reads the line itself
 * (https://code.visualstudio.com/api/references/vscode-api#TerminalLinkProvider).
 */
const signs =
  /\bForbiddenBy(?:Firewall|Connection|Nsp)\b|client address is not authorized and caller is not a trusted service|public network access is disabled and request is not from a trusted service|\bAccessToKeyVaultDenied\b|\bAzureKeyVaultConnectionFailed\b|\bSubnetsHaveNoServiceEndpointsConfigured\b|\bDatabricks could not access keyvault\b/i;

/** Opens the explanation of an error from the terminal that shows it. */
export function terminalLinks(): Disposable {
  return window.registerTerminalLinkProvider({
    provideTerminalLinks: ({ line }) => {
      const match = signs.exec(line);
      return match ? [new ErrorLink(match, line)] : [];
    },
    handleTerminalLink: (link) => {
      if (link instanceof ErrorLink) commands.executeCommand("keyVaultNetwork.explainForbidden", link.line);
    },
  });
}
