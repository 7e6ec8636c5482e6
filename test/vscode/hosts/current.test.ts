import { useDesktop } from "../support/session.ts";
import { testHost } from "./host.ts";

testHost("desktop, VS Code 1.139", useDesktop({ release: "current" }, undefined, "reused"));
