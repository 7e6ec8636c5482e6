import { commands, Disposable, EventEmitter, Uri, workspace } from "vscode";
import { rootedLinks } from "./rooted-links.ts";
import { type FixPreviews, fixPreviews } from "./verdicts/fix-previews.ts";

/** Read-only documents that do not exist on disk, each with the function that writes it. */
export interface ShownDocuments {
  readonly dispose: () => void;
  /** The address of a document with this title; its content is requested when it is read. */
  readonly put: (title: string, text: () => string) => Uri;
  /** Adds a Markdown document and opens it rendered; its links lead to files of the workspace. */
  readonly preview: (title: string, text: () => string) => Promise<void>;
  /** The diff editors of fixes. */
  readonly fixes: FixPreviews;
  /** Open ones are read again. */
  readonly refresh: () => void;
}

const scheme = "keyvault-network-shown";

export function shownDocuments(): ShownDocuments {
  const changed = new EventEmitter<Uri>();
  const texts = new Map<string, () => string>();
  const keep = (uri: Uri, text: () => string) => {
    texts.set(uri.toString(), text);
    changed.fire(uri);
    return uri;
  };
  const put = (title: string, text: () => string) =>
    keep(Uri.from({ scheme, path: `/${title.replaceAll(/[^\p{L}\p{N}_.-]+/gu, " ").trim()}` }), text);
  const provider = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.toString())?.(),
  });
  // An editor of several files takes a version with another path for one of a renamed file.
  const fixes = fixPreviews(({ path }, title, text) => keep(Uri.from({ scheme, path, query: title }), text));
  return {
    put,
    fixes,
    preview: async (title, text) => {
      await commands.executeCommand(
        "markdown.showPreview",
        put(`${title}.md`, () => rootedLinks(text())),
      );
    },
    refresh: () => {
      for (const { uri } of workspace.textDocuments) if (uri.scheme === scheme) changed.fire(uri);
    },
    dispose: () => {
      Disposable.from(provider, changed, fixes).dispose();
    },
  };
}
