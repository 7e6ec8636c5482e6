import type { Words } from "../words.ts";
import { sayBrief } from "./briefs.ts";
import { sayCauses } from "./causes.ts";
import { inEnvironments, sayFinding, sayRelated } from "./findings.ts";
import { document } from "./document.ts";
import { sayGate } from "./gates.ts";
import { notes } from "./notes.ts";
import { saySyntax } from "./syntax.ts";

/** Plain English, as a senior engineer in the US or UK would write it. */
export const english: Words = {
  language: "en",
  gate: sayGate,
  brief: sayBrief,
  note: (note) => notes[note],
  causes: sayCauses,
  syntax: saySyntax,
  finding: sayFinding,
  related: (fact) => (typeof fact === "string" ? fact : sayRelated(fact)),
  inEnvironments,
  document,
};
