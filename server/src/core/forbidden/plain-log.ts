/** What terminals take for colours: an escape, and what follows it. */
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

/** A log without colours, frames of Terraform, times of pipelines, and escaped or real line ends, which all become blanks. */
export function plainLog(text: string): string {
  return text
    .replace(colours, "")
    .replace(/^\s*(?:\d{4}-\d{2}-\d{2}T[\d:.]+Z?\s+)?(?:##\[error\]\s*)?[│|╷╵]?\s*/gm, " ")
    .replace(/(?<!\\)(?:(?:\\+r)?\\+n|\\+[rt])/g, " ")
    .replace(/(?<!\\)\\+"/g, '"')
    .replace(/\s+/g, " ");
}
