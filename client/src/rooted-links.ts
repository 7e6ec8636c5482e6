/**
 * The same Markdown with relative links that begin at the workspace. A document that is only shown is in no folder, but VS Code
 * resolves a link that begins with a slash in the workspace (https://code.visualstudio.com/docs/languages/markdown#_path-completions).
 */
export function rootedLinks(markdown: string): string {
  return markdown.replaceAll(/(?<!\\)\]\((?![a-z][a-z\d+.-]*:|[/#])/gi, "](/");
}
