import type { Document } from "../../text/document.ts";
import { Remembered } from "../../logic/remembered.ts";
import { Inherited } from "../inherited.ts";
import type { HclFile } from "./hcl/file.ts";

/** What documents were parsed to, for the changes that will be asked of them. */
export const parsedFiles = new Remembered<Document, HclFile>();

/** Those without errors, which are of use after an edit. */
export const cleanFiles = new Inherited<HclFile>();
