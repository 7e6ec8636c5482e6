import type { ExportParams } from "../../../server/src/protocol/export.ts";
import type { LanguageServer } from "../language-server.ts";
import type { NamedVerdict } from "./labelled-verdict.ts";

/** Some verdicts with their steps as Markdown, in the language of the window. */
export async function verdictsMarkdown(
  server: LanguageServer,
  verdicts: readonly NamedVerdict[],
): Promise<string> {
  const asked = verdicts.map(({ verdict, agreeing, assumed }) => ({
    from: assumed?.from ?? verdict.from,
    to: agreeing.map(({ root, key, environment }) => ({ root, key, environment })),
    ...(assumed ? { assuming: { name: assumed.name, text: assumed.text, label: verdict.from } } : {}),
  }));
  return exported(server, { contents: ["simulate"], format: "markdown", asked });
}

/** The document that the server writes; throws if it cannot. */
export async function exported(server: LanguageServer, params: ExportParams): Promise<string> {
  const { text } = await server.exportReport(params);
  if (text === null) throw new Error("The server could not write the document.");
  return text;
}
