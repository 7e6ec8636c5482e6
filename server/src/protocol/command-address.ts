/**
 * The address of a link in Markdown that runs a command of the client with arguments. A parenthesis would end the address, so that
 * what a file writes would become Markdown.
 */
export function commandAddress(command: string, ...args: readonly unknown[]): string {
  const encoded = encodeURIComponent(JSON.stringify(args));
  return `command:${command}?${encoded.replaceAll("(", "%28").replaceAll(")", "%29")}`;
}
