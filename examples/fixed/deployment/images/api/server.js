import { createServer } from "node:http";

const limit = Number(process.env.ORDERS_LIMIT);

createServer((request, response) => {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ path: request.url, limit }));
}).listen(3000, "::");
