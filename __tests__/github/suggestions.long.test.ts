// The same over more of what chance makes: see amount.ts.
import "./suggestions.test.ts";
