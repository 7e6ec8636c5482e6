import { mayBeOutside, isAccessFile } from "../../../server/src/core/index.ts";
import type { Language } from "../../../server/src/core/words/language.ts";
import { languageOf } from "../../../server/src/core/words/language.ts";
import type { Message } from "../../../server/src/protocol.ts";
import { serverRequests } from "../../../server/src/protocol.ts";
import { at } from "../../../server/src/protocol/supervisor/messages.ts";
import { loadBuiltInTags } from "./built-in-tags.ts";
import { loadWords } from "./languages.ts";

/** Lets messages through in their order, each once the parts of the server that it needs are loaded. */
export function gate(
  pass: (message: Message) => void,
  fail: (error: unknown) => void,
): (message: Message) => void {
  let tags: Promise<void> | undefined;
  let before = Promise.resolve();
  return (message) => {
    before = before
      .then(() => {
        if (message.method === "initialize") return loadWords(languageIn(message));
        return needsTags(message) ? (tags ??= loadBuiltInTags()) : undefined;
      })
      .catch(fail)
      .then(() => {
        pass(message);
      });
  };
}

function languageIn({ params }: Message): Language {
  const locale = at(params, "locale");
  return languageOf(typeof locale === "string" ? locale : undefined);
}

/**
 * Service tags are compared with addresses and names that templates, access files, pipelines and people write. A template that was only
 * opened and contains no address needs none of them; anything that is typed may.
 */
function needsTags({ method, params }: Message): boolean {
  if (method === "textDocument/didChange") return true;
  if (method === serverRequests.sources) return at(params, "typed") !== "";
  if (method === serverRequests.simulate) return listAt(params, "from").some((from) => from !== "internet");
  if (method !== "textDocument/didOpen") return false;
  const [uri, text] = [at(params, "textDocument", "uri"), at(params, "textDocument", "text")];
  if (typeof uri !== "string" || typeof text !== "string") return false;
  return isAccessFile(uri) || mayBeOutside(uri) || address.test(text);
}

/** The version that every ARM template has looks like an address. */
const address = /(?!1\.0\.0\.0)\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}/;

function listAt(value: unknown, name: string): readonly unknown[] {
  const list = at(value, name);
  return Array.isArray(list) ? list : [];
}
