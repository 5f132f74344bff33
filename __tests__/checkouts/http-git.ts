import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";

/** Whether a request is one of git's; any other is the API's. */
export function isGitRequest(path: string): boolean {
  return /^\/[^/]+\/[^/]+\/(info\/refs|git-upload-pack)$/.test(path);
}

/**
 * Answers a git client out of the bare repos below a folder (`owner/name.git`), by git's own CGI program. With tokens,
 * only who names one by basic authentication is let in, as GitHub does for private repos.
 */
export function serveGit(
  root: string,
  request: IncomingMessage,
  response: ServerResponse,
  tokens?: ReadonlySet<string>,
): void {
  const url = new URL(request.url ?? "/", "http://localhost");
  if (tokens !== undefined && !tokens.has(tokenOf(request) ?? "")) {
    response.writeHead(401, { "www-authenticate": 'Basic realm="GitHub"' }).end("no such repo");
    return;
  }
  const backend = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env["PATH"],
      GIT_CONFIG_NOSYSTEM: "1",
      GIT_CONFIG_GLOBAL: "/dev/null",
      GIT_PROJECT_ROOT: root,
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: url.pathname.replace(/^(\/[^/]+\/[^/]+?)(\.git)?\//, "$1.git/"),
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers["content-type"],
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"],
      HTTP_GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REMOTE_ADDR: "127.0.0.1",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(backend.stdin);
  // The client may hang up before all is read.
  backend.stdin.on("error", () => undefined);
  const chunks: Buffer[] = [];
  backend.stdout.on("data", (bytes: Buffer) => chunks.push(bytes));
  backend.on("close", () => answer(Buffer.concat(chunks), response));
}

/** The token of `x-access-token:TOKEN`, or of a bearer. */
export function tokenOf(request: IncomingMessage): string | undefined {
  const [scheme = "", value = ""] = (request.headers.authorization ?? "").split(" ");
  if (scheme.toLowerCase() === "basic") return Buffer.from(value, "base64").toString("utf8").split(":")[1];
  return value === "" ? undefined : value;
}

/** What a CGI program printed: heads, an empty line, the body. */
function answer(printed: Buffer, response: ServerResponse): void {
  const end = printed.indexOf("\r\n\r\n");
  const heads = printed.subarray(0, Math.max(0, end)).toString("latin1").split("\r\n");
  for (const head of heads) {
    const [name = "", value = ""] = head.split(/: ?(.*)/s);
    if (name.toLowerCase() === "status") response.statusCode = Number.parseInt(value, 10);
    else if (name !== "") response.setHeader(name, value);
  }
  response.end(printed.subarray(end + 4));
}
