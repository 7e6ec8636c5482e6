/** The public API of the core. Nothing outside imports deeper, so what is not named here can change freely. */
export type { Change } from "./text/change.ts";
export { applyChanges } from "./text/change.ts";
export type { Document } from "./text/document.ts";
export type { LineAndCharacter } from "./text/line-index.ts";
export { LineIndex } from "./text/line-index.ts";
export type { DocumentId, Span } from "./text/span.ts";
export type { Files } from "./files.ts";
export type { Analysis, AnalysisRequest } from "./analyzer.ts";
export { analyze } from "./analyzer.ts";
export type { Source, SourceReading } from "./access/source.ts";
export { readSource, subnetLabel, subnetsNamed } from "./access/source.ts";
export type { StepReport, VerdictReport } from "./report/verdicts.ts";
export { reportVerdicts } from "./report/verdicts.ts";
export type { VaultReport } from "./report/vaults.ts";
export { reportVaults } from "./report/vaults.ts";
