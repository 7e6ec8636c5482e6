import type { Connection } from "vscode-languageserver";
import type { SelectEnvironmentParams } from "../../protocol/environments.ts";
import { serverRequests } from "../../protocol.ts";
import type { ServiceTagsParams } from "../../protocol/service-tags.ts";
import type { SetWhatIfBaselineParams } from "../../protocol/what-if-baseline.ts";
import type { Context } from "../context.ts";
import { checked, isListOf, isRecordOf, isText } from "../parameters.ts";

/** Connects the requests that affect every evaluation: other service tags, another environment or what-if baseline. */
export function installChoices(
  connection: Connection,
  { serviceTags, environments, baseline }: Context,
  onChange: () => void,
): void {
  connection.onRequest(
    serverRequests.serviceTags,
    checked(isServiceTags, (params) => {
      onChange();
      return serviceTags.take(params);
    }),
  );
  connection.onRequest(
    serverRequests.selectEnvironment,
    checked(isEnvironment, ({ name }) => {
      environments.select(name);
      onChange();
      return null;
    }),
  );
  connection.onRequest(
    serverRequests.setBaseline,
    checked(isBaseline, (params) => {
      onChange();
      return baseline.set(params);
    }),
  );
}

const isTextOrNull = (value: unknown): value is string | null => value === null || isText(value);

function isServiceTags(params: unknown): params is ServiceTagsParams {
  const isFile = isRecordOf({ name: isText, text: isText });
  return isRecordOf({ file: (file) => file === null || isFile(file) })(params);
}

function isEnvironment(params: unknown): params is SelectEnvironmentParams {
  return isRecordOf({ name: isTextOrNull })(params);
}

function isBaseline(params: unknown): params is SetWhatIfBaselineParams {
  const isBuffers = isRecordOf({ kind: (kind) => kind === "buffers" });
  const isTexts = isRecordOf({
    kind: (kind) => kind === "texts",
    label: isText,
    files: isListOf(isRecordOf({ uri: isText, text: isTextOrNull })),
  });
  return isRecordOf({ baseline: (each) => each === null || isBuffers(each) || isTexts(each) })(params);
}
