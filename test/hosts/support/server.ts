import { pathToFileURL } from "node:url";
import { nodeFiles } from "../../../server/src/node-files.ts";
import type { FindingsResult } from "../../../server/src/protocol/findings.ts";
import { serverRequests } from "../../../server/src/protocol.ts";
import type { SimulateResult, VaultsResult } from "../../../server/src/protocol/vaults.ts";
import { Editor } from "../../lsp/support/editor.ts";
import { type Answers, ofFindings, ofVaults, ofVerdicts, pick, rows, withoutSlash } from "./answers.ts";

/** What the server reports to an editor after a folder was scanned. */
export async function askServer(folder: string, from: readonly string[]): Promise<Answers> {
  const top = pathToFileURL(folder).href;
  const editor = await Editor.start({
    folders: [top],
    host: { files: nodeFiles },
  });
  await editor.request(serverRequests.scan, {});
  const { vaults } = await editor.request<VaultsResult>(serverRequests.vaults, {});
  const { findings } = await editor.request<FindingsResult>(serverRequests.findings, {});
  const { verdicts } = await editor.request<SimulateResult>(serverRequests.simulate, { from });
  const within = (uri: string): string => decodeURIComponent(uri).replace(`${decodeURIComponent(top)}/`, "");
  return {
    vaults: rows(
      vaults.map((each) => ({
        ...pick(each, ofVaults),
        ...startOf(each),
        file: within(each.uri),
        root: withoutSlash(within(each.root)),
      })),
    ),
    findings: rows(
      findings.map((each) => ({
        ...pick(each, ofFindings),
        ...startOf(each),
        endLine: each.range.end.line + 1,
        endCharacter: each.range.end.character + 1,
        file: within(each.uri),
        instances: each.instances.map((instance) => ({
          ...instance,
          root: withoutSlash(within(instance.root)),
        })),
        related: each.related.map((other) => ({
          message: other.message,
          file: within(other.uri),
          ...startOf(other),
        })),
      })),
    ),
    verdicts: rows(
      verdicts.map((each) => ({
        ...pick(each, ofVerdicts),
        line: startOf(each).line,
        file: within(each.uri),
        root: withoutSlash(within(each.root)),
        steps: each.steps.map(({ gate, outcome, text, place }) => ({
          gate,
          outcome,
          text,
          file: place === null ? null : within(place.uri),
          line: place === null ? null : startOf(place).line,
        })),
      })),
    ),
  };
}

/** The first line and character, counted from one as the command line does. */
function startOf({ range: { start } }: VaultsResult["vaults"][number] | { readonly range: Ranged }): {
  readonly line: number;
  readonly character: number;
} {
  return { line: start.line + 1, character: start.character + 1 };
}

interface Ranged {
  readonly start: { readonly line: number; readonly character: number };
}
