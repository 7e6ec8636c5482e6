import type { FromPage, StepsMessage } from "../panels/messages.ts";
import type { PictureFacts, Selection } from "./picture-facts.ts";

/** What only the page of the picture asks for: another part of it, or a file. */
export type OwnMessage =
  | { readonly kind: "select"; readonly selection: Selection }
  | { readonly kind: "svg" }
  /** The address of an image, `data:image/png;base64,…`. */
  | { readonly kind: "png"; readonly image: string };

export type FromPicture = FromPage<OwnMessage>;

/** What its host says to the page of the picture. */
export type ToPicture = { readonly kind: "picture"; readonly facts: PictureFacts } | StepsMessage;
