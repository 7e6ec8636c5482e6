import { useWeb } from "../support/session.ts";
import { testHost } from "./host.ts";

testHost("web, VS Code 1.91", useWeb("shared"));
