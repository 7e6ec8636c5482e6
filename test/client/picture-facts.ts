import { pictureFacts } from "../../client/src/picture/picture-facts.ts";
import type { EnvironmentsResult } from "../../server/src/protocol/environments.ts";
import type { PictureResult } from "../../server/src/protocol/picture.ts";
import { serverRequests } from "../../server/src/protocol.ts";
import { Editor } from "../lsp/support/editor.ts";
import { callers, shop } from "../picture/picture-of.ts";
import { english } from "./english.ts";

const editor = await Editor.start();
await editor.open("file:///w/main.bicep", shop, "bicep");

/** What the page gets of the picture of the shop. */
export const environments = await editor.request<EnvironmentsResult>(serverRequests.environments, {});
export const result = await editor.request<PictureResult>(serverRequests.picture, { from: callers });
export const facts = pictureFacts(english, result, environments, { environment: null, vault: null });
