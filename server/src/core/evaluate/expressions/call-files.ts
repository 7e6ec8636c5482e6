import type { DocumentId, Span } from "../../text/document.ts";
import type { CallFiles } from "../functions/function.ts";
import { bind, evaluateIn, type Frame, type Scope } from "../scope.ts";
import { type Cause, unknown } from "../values/value.ts";

/**
 * What a call may read. Terraform takes paths from the folder it runs in, which is that of the root
 * (https://developer.hashicorp.com/terraform/language/functions/file); Bicep from the file of the call.
 */
export function filesOf({ frame }: Scope, span: Span): CallFiles {
  const { texts } = frame.run;
  const { document, dialect } = frame.template;
  const root = dialect === "terraform" ? rootOf(frame).template.document : folderOf(document);
  return {
    folder: () => pathBetween(root, document),
    read: (path) => texts?.read(path, root) ?? absent(path),
    expand: (path, values) => {
      const template = texts?.template(path, root, [...values.keys()]) ?? absent(path);
      if (!("span" in template)) return unknown(template, { span });
      let inside: Scope = { frame, locals: null };
      for (const [name, value] of values) inside = bind(inside, name, value);
      return evaluateIn(inside, template);
    },
  };
}

function absent(path: string): Cause {
  return { kind: "file", path };
}

function folderOf(id: DocumentId): DocumentId {
  return id.slice(0, id.lastIndexOf("/") + 1);
}

function rootOf(frame: Frame): Frame {
  return frame.caller ? rootOf(frame.caller) : frame;
}

/** The path from one folder to another, `.` to itself. Ids of folders end in a slash; those that are addresses escape letters. */
function pathBetween(from: DocumentId, to: DocumentId): string {
  const [left, right] = [from.split("/").slice(0, -1), to.split("/").slice(0, -1)];
  const parting = left.findIndex((name, index) => name !== right[index]);
  const shared = parting < 0 ? left.length : parting;
  const path = [...left.slice(shared).map(() => ".."), ...right.slice(shared)].join("/");
  return path === "" ? "." : unescaped(path, from);
}

function unescaped(path: string, id: DocumentId): string {
  if (!/^[\w+.-]+:\/\//.test(id)) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
