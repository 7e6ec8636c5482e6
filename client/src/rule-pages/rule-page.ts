/** The page of one rule, as `docs/rules` has it. */
export interface RulePage {
  readonly code: string;
  readonly name: string;
  /** What the rule reports, in a sentence. */
  readonly summary: string;
  readonly text: string;
}

/** Reads the pages that are packed with the extension: a JSON list of texts. */
export function readRulePages(json: string): readonly RulePage[] {
  // The file is written by our own build.
  const texts = JSON.parse(json) as readonly string[];
  return texts.flatMap((text) => {
    // The heading, the severity, and what it reports; a note of the generator stands before them.
    const [, code, name, summary] = /^# (KV\d{3}) (.+)\n\n\*.+\*\n\n(.+)$/m.exec(text) ?? [];
    return code && name && summary ? [{ code, name, summary, text }] : [];
  });
}
