import type { OperationId } from "./operations.ts";
import { type Account, type ApiAnswer, forbidden, type Permission } from "./state.ts";

/** What an operation needs of a token. */
interface Need {
  readonly permission: "checks" | "pull-requests" | "contents";
  readonly level: Exclude<Permission, "none">;
}

const need = (permission: Need["permission"], level: Need["level"]): Need => ({ permission, level });

/** As the description's pages name it under "Fine-grained access tokens"; `undefined` is for people alone. */
const NEEDS: Readonly<Record<OperationId, Need | undefined>> = {
  "checks/create": need("checks", "write"),
  "checks/get": need("checks", "read"),
  "checks/list-annotations": need("checks", "read"),
  "checks/list-for-ref": need("checks", "read"),
  "checks/update": need("checks", "write"),
  "git/get-blob": need("contents", "read"),
  "git/get-commit": need("contents", "read"),
  "git/get-tree": need("contents", "read"),
  "pulls/create-reply-for-review-comment": need("pull-requests", "write"),
  "pulls/create-review": need("pull-requests", "write"),
  "pulls/delete-review-comment": need("pull-requests", "write"),
  "pulls/list-comments-for-review": need("pull-requests", "read"),
  "pulls/list-files": need("pull-requests", "read"),
  "pulls/list-review-comments": need("pull-requests", "read"),
  "pulls/list-reviews": need("pull-requests", "read"),
  "repos/compare-commits-with-basehead": need("contents", "read"),
  "repos/get-content": need("contents", "read"),
  "users/get-authenticated": undefined,
};

const LEVELS: Readonly<Record<Permission, number>> = { none: 0, read: 1, write: 2 };

/** The answer to who may not. */
export function refusedTo(account: Account, operation: OperationId): ApiAnswer | undefined {
  const needed = NEEDS[operation];
  if (needed === undefined) return account.bot ? forbidden() : undefined;
  if (LEVELS[account[needed.permission]] >= LEVELS[needed.level]) return undefined;
  const accepted = `${needed.permission.replace("-", "_")}=${needed.level}`;
  return { ...forbidden(), headers: { "x-accepted-github-permissions": accepted } };
}

/** The job's own token, with all that Keelcheck can use. */
export const jobAccount: Account = {
  login: "github-actions[bot]",
  bot: true,
  checks: "write",
  "pull-requests": "write",
  contents: "read",
};

/** The job's token on a pull request from a fork. */
export const readOnlyAccount: Account = {
  ...jobAccount,
  checks: "read",
  "pull-requests": "read",
};
