/** The operations that the tests' GitHub serves, by their ids in GitHub's own REST description. */
export const operations = [
  "checks/create",
  "checks/get",
  "checks/list-annotations",
  "checks/list-for-ref",
  "checks/update",
  "git/get-blob",
  "git/get-commit",
  "git/get-tree",
  "pulls/create-reply-for-review-comment",
  "pulls/create-review",
  "pulls/delete-review-comment",
  "pulls/list-comments-for-review",
  "pulls/list-files",
  "pulls/list-review-comments",
  "pulls/list-reviews",
  "repos/compare-commits-with-basehead",
  "repos/get-content",
  "users/get-authenticated",
] as const;

export type OperationId = (typeof operations)[number];
