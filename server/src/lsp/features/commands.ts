import { type Connection, type ExecuteCommandParams, Range } from "vscode-languageserver";
import { serverCommands } from "../../protocol.ts";
import type { Context } from "../context.ts";
import { normalizeUri } from "../files.ts";
import { isText, memberOf } from "../parameters.ts";

/** Runs one of the server's commands. Any extension can call them with any arguments. */
export async function executeCommand(
  connection: Connection,
  context: Context,
  { command, arguments: [argument] = [] }: ExecuteCommandParams,
): Promise<null> {
  if (command === serverCommands.openDocumentation) await openDocumentation(connection, context, argument);
  if (command === serverCommands.openDeclaration) await openDeclaration(connection, context, argument);
  return null;
}

async function openDocumentation(connection: Connection, { client }: Context, page: unknown): Promise<void> {
  if (!isText(page) || !page.startsWith("https://")) return;
  if (client.showsDocuments) await connection.window.showDocument({ uri: page, external: true });
  else connection.window.showInformationMessage(page);
}

/** Only documents that have been read are shown. */
async function openDeclaration(
  connection: Connection,
  { client, session }: Context,
  place: unknown,
): Promise<void> {
  const [uri, range] = [memberOf(place, "uri"), memberOf(place, "range")];
  if (!client.showsDocuments || !isText(uri) || !Range.is(range)) return;
  if (!session.document(normalizeUri(uri))) return;
  await connection.window.showDocument({ uri, takeFocus: true, selection: range });
}
