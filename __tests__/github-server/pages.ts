import type { ApiAnswer, Call } from "./state.ts";

/** One page of a list, with GitHub's Link header; 30 on a page unless asked otherwise, 100 at most. */
export function page<T>(call: Call, all: readonly T[], bodyOf: (items: readonly T[]) => unknown): ApiAnswer {
  const size = Math.min(100, Math.max(1, Number(call.query["per_page"] ?? 30)));
  const number = Math.max(1, Number(call.query["page"] ?? 1));
  const last = Math.max(1, Math.ceil(all.length / size));
  const to = (target: number, rel: string) => {
    const query = new URLSearchParams({ ...call.query, page: String(target) });
    return `<${call.api}/repositories/1?${query}>; rel="${rel}"`;
  };
  const links = [
    ...(number > 1 ? [to(number - 1, "prev"), to(1, "first")] : []),
    ...(number < last ? [to(number + 1, "next"), to(last, "last")] : []),
  ];
  return {
    status: 200,
    body: bodyOf(all.slice((number - 1) * size, number * size)),
    ...(links.length === 0 ? {} : { headers: { link: links.join(", ") } }),
  };
}
