import "./pages.css";
import { mountMatrix } from "./matrix.ts";
import { mountPicture } from "./picture.ts";
import { mountReview } from "./review.ts";
import type { Port } from "./port.ts";

/** The script of the extension's pages: connects them with VS Code. */

declare function acquireVsCodeApi(): {
  readonly postMessage: (message: object) => void;
  readonly getState: () => unknown;
  readonly setState: (state: object) => void;
};

const { postMessage, getState, setState } = acquireVsCodeApi();

/** The messages of a page and its host belong together: both are made for the same view. */
function portOf<In, Out extends object>(): Port<In, Out> {
  return {
    post: postMessage,
    listen: (onMessage) => {
      window.addEventListener("message", ({ data }: MessageEvent<In>) => {
        onMessage(data);
      });
    },
    state: { get: getState, set: setState },
  };
}

if (document.querySelector("main.matrix")) mountMatrix(document, portOf());
else if (document.querySelector("main.picture")) mountPicture(document, portOf());
else mountReview(document, portOf());
