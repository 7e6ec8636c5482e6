import { currentMatrix } from "../../../client/src/matrix/ask-matrix.ts";
import { shownPart } from "../../../client/src/matrix/matrix.ts";
import { matrixPage } from "../../../client/src/matrix/matrix-page.ts";
import type { ToMatrix } from "../../../client/src/matrix/messages.ts";
import { pictureParams } from "../../../client/src/picture/ask-picture.ts";
import type { OwnMessage, ToPicture } from "../../../client/src/picture/messages.ts";
import { pictureFacts, type Selection } from "../../../client/src/picture/picture-facts.ts";
import { picturePage } from "../../../client/src/picture/picture-page.ts";
import { sourcesForDocument } from "../../../client/src/verdicts/sources-to-ask.ts";
import { mountMatrix } from "../../../client/webview/matrix.ts";
import { mountPicture } from "../../../client/webview/picture.ts";
import { type LiveView, liveView, type ViewHost } from "./live-view.ts";

/** The extension's access matrix. */
export function matrixView(box: HTMLElement, host: ViewHost): LiveView {
  const { server, say, asked, copy } = host;
  return liveView<ToMatrix, "copy">(box, host, {
    page: matrixPage(say),
    mount: mountMatrix,
    facts: async () => ({
      kind: "matrix",
      matrix: shownPart(say, await currentMatrix(say, server, asked)),
    }),
    answer: async () => {
      const { sources } = await sourcesForDocument(server, asked);
      const params = { contents: ["simulate", "diff"], format: "markdown", asked: sources } as const;
      copy((await server.exportReport(params)).text ?? "");
    },
  });
}

/** The extension's access picture. */
export function pictureView(box: HTMLElement, host: ViewHost): LiveView {
  const { server, say, asked, save } = host;
  let selection: Selection = { environment: null, vault: null };
  const params = () => pictureParams(server, asked, selection);
  const facts = async (): Promise<ToPicture> => {
    const environments = await server.environments({});
    const result = await server.picture(await params());
    return { kind: "picture", facts: pictureFacts(say, result, environments, selection) };
  };
  return liveView<ToPicture, OwnMessage>(box, host, {
    page: picturePage(say),
    mount: mountPicture,
    facts,
    answer: async (own, send) => {
      if (own.kind === "select") {
        ({ selection } = own);
        send(await facts());
      } else if (own.kind === "png") save("keyvault-access.png", pngOf(own.image));
      else {
        const { document } = await server.picture({ ...(await params()), document: true });
        if (document !== null) save("keyvault-access.svg", new Blob([document], { type: "image/svg+xml" }));
      }
    },
  });
}

/** The bytes of `data:image/png;base64,…`. */
function pngOf(address: string): Blob {
  const text = atob(address.slice(address.indexOf(",") + 1));
  return new Blob([Uint8Array.from(text, (each) => each.charCodeAt(0))], { type: "image/png" });
}
